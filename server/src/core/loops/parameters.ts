/** What a function that is called is handed: other names for things of the caller's, and what is made of an answer. */
import type { FlowArgument, FlowCall, FlowExpression, FlowFunction, FlowParameter } from '../syntax/flow/flow';
import { boundIn, statementsIn } from '../syntax/flow/walk';
import { stronger, type Taint } from './taint';
import { isVariant, variantNames } from './variance';

interface Handover {
  readonly fn: FlowFunction;
  readonly args: readonly FlowArgument[];
  readonly call: FlowCall | undefined;
  /** The path of a name as the caller writes it. */
  readonly path: (written: string) => string;
  readonly taintOf: (value: FlowExpression) => Taint | undefined;
}

export interface HandedOver {
  /** Parameters that are another name for something of the caller's. */
  readonly aliases: Map<string, string>;
  readonly taints: Map<string, Taint | undefined>;
  /** Names of the function's own. */
  readonly locals: ReadonlySet<string>;
  /** Those that arguments go to: without `self`. */
  readonly parameters: readonly FlowParameter[];
}

export function handedOver({ fn, args, call, path, taintOf }: Handover): HandedOver {
  const outside = new Set(
    [...statementsIn(fn.body)].flatMap((each) =>
      each.kind === 'declare' && (each.form === 'global' || each.form === 'nonlocal') ? each.names : [],
    ),
  );
  const locals = new Set([...fn.parameters.flatMap(({ names }) => names), ...[...boundIn(fn.body)].filter((name) => !outside.has(name))]);
  const aliases = new Map<string, string>();
  const receiver = call?.callee?.includes('.') ? path(call.callee.slice(0, call.callee.lastIndexOf('.'))) : undefined;
  const hasSelf = receiver !== undefined && /^(self|cls)$/.test(fn.parameters[0]?.names[0] ?? '');
  if (receiver !== undefined) aliases.set(hasSelf ? fn.parameters[0]!.names[0]! : 'this', receiver);
  const parameters = fn.parameters.slice(hasSelf ? 1 : 0);
  const taints = new Map<string, Taint | undefined>();
  args.forEach((arg, position) => {
    const parameter = parameterOf(arg, position, parameters);
    const taint = taintOf(arg.value);
    for (const name of arg.spread ? parameters.flatMap(({ names }) => names) : (parameter?.names ?? [])) {
      const [access] = arg.value.accesses;
      if (arg.value.shape === 'name' && access && parameter?.names.length === 1 && !arg.spread) aliases.set(name, path(access.path));
      else taints.set(name, stronger(taints.get(name), taint));
    }
  });
  return { aliases, taints, locals, parameters };
}

/** Names of a function that are another thing in each iteration of the caller's loop. */
export function variantIn(
  fn: FlowFunction,
  args: readonly FlowArgument[],
  parameters: readonly FlowParameter[],
  variant: ReadonlySet<string>,
): ReadonlySet<string> {
  const given = args.flatMap((arg, position) => {
    const own = arg.spread ? parameters : [parameterOf(arg, position, parameters)];
    return isVariant(arg.value, variant) ? own.flatMap((each) => each?.names ?? []) : [];
  });
  // Handed over, it gets its items from whoever runs it.
  const isRunElsewhere = args.length === 0 && parameters.length > 0;
  return variantNames(fn.body, isRunElsewhere ? parameters.flatMap(({ names }) => names) : given);
}

function parameterOf({ name }: FlowArgument, position: number, parameters: readonly FlowParameter[]): FlowParameter | undefined {
  return name === undefined ? parameters[position] : parameters.find(({ names }) => names.includes(name));
}
