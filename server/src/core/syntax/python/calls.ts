import type { Argument, CallExpression, DictionaryEntry, Expression } from '../expression';
import type { HandlerSet } from './handlers';
import type { Lowering } from './lowering';
import { lowerOperand, spanWithoutStar } from './stars';

/** Calls, and the few that mean something else: `dict(...)`, `getattr(x, "name")`, imports by call. */
export const calls: HandlerSet = {
  expressions: {
    call(l, node) {
      const place = l.reserveCall();
      const awaited = l.awaited === node;
      const inWith = l.inWith === node;
      const { context } = l;
      l.context = context.inAnnotation(false);
      const callee = lowerOperand(l, l.tree.child(node, 'function'));
      const list = l.tree.child(node, 'arguments');
      const call: CallExpression = {
        kind: 'call',
        callee,
        args: lowerArguments(l, list),
        span: spanWithoutStar(l, node),
        argumentsSpan: l.span(list),
      };
      l.context = context;
      l.recordCall(place, call, awaited, inWith);
      return meaning(call) ?? call;
    },
    keyword_argument(l, node) {
      const value = l.tree.child(node, 'value');
      return value === 0 ? l.opaque(node) : l.expression(value);
    },
  },
};

function lowerArguments(l: Lowering, list: number): Argument[] {
  // `f(x for x in y)`: the generator's parentheses are the call's.
  if (l.tree.type(list) === 'generator_expression') return [{ value: l.expression(list), span: l.span(list) }];
  return l.tree.children(list).map((node) => lowerArgument(l, node));
}

/** One argument as it stands between the parentheses. */
export function lowerArgument(l: Lowering, node: number): Argument {
  const span = l.span(node);
  switch (l.tree.type(node)) {
    case 'keyword_argument': {
      const name = l.tree.child(node, 'name');
      return { name: name === 0 ? '' : l.tree.slice(name), value: l.expression(node), span };
    }
    case 'list_splat':
    case 'dictionary_splat': {
      const value = l.tree.firstChild(node);
      return {
        spread: l.tree.type(node) === 'list_splat' ? 'iterable' : 'dictionary',
        value: value === 0 ? l.opaque(node) : l.expression(value),
        span,
      };
    }
    default:
      return { value: l.expression(node), span };
  }
}

function meaning(call: CallExpression): Expression | undefined {
  const { callee, span } = call;
  if (callee.kind === 'name') {
    if (callee.name === 'dict') return dictionary(call);
    if (callee.name === 'getattr') return attribute(call);
    if (callee.name === '__import__') return imported(call, (module) => module.split('.')[0]!);
    if (callee.name === 'import_module') return imported(call, (module) => module);
  } else if (callee.kind === 'member' && callee.property === 'import_module') {
    if (callee.object.kind === 'name' && callee.object.name === 'importlib') return imported({ ...call, span }, (module) => module);
  }
  return undefined;
}

function dictionary({ args, span }: CallExpression): Expression {
  const entries = args.map(({ name, value, span: at }): DictionaryEntry => {
    return name === undefined ? { spread: true, value, span: at } : { key: name, value, span: at };
  });
  return { kind: 'dictionary', entries, span };
}

function attribute({ args, span }: CallExpression): Expression | undefined {
  const [object, name, fallback] = args;
  if (!object || !name || args.some((argument) => argument.spread ?? argument.name) || args.length > 3) return undefined;
  if (name.value.kind !== 'string' || name.value.value === undefined) return undefined;
  const member: Expression = { kind: 'member', object: object.value, property: name.value.value, span, propertySpan: name.value.span };
  return fallback ? { kind: 'choice', form: 'conditional', options: [member, fallback.value], span } : member;
}

function imported({ args, span }: CallExpression, moduleOf: (name: string) => string): Expression | undefined {
  const name = args[0];
  if (!name || name.name !== undefined || name.spread || name.value.kind !== 'string' || name.value.value === undefined) return undefined;
  return { kind: 'import', module: moduleOf(name.value.value), imported: '*', span };
}
