/** Whether a call may be repeated by a loop, told from the facts and the text alone: most calls are not, and cost nothing. */
import type { LinkedCall } from '../link/linkedCall';
import type { ModuleHost, SourceUnit } from '../link/moduleHost';
import type { FileFacts, FunctionFacts } from '../syntax/facts';
import { namedCalls } from './callers';
import { importingCalls } from './importingCallers';
import { functionsAround, isNearLoop } from './nearLoop';

/** False only where no loop can stand round the call, or round a call of the function it is in, here or in a file that imports it. */
export function mayRepeat({ call }: LinkedCall, unit: SourceUnit, host: ModuleHost): boolean {
  const { facts, text } = unit;
  if (isNearLoop(call.span, facts, text)) return true;
  return functionsAround(call.span, facts).some((fn) => {
    const name = nameOf(fn, facts);
    return (
      name !== undefined &&
      (namedCalls(facts, fn, name).some((each) => isNearLoop(each.call.span, facts, text)) || importingCalls(name, unit, host).length > 0)
    );
  });
}

/** The name a function is called by: its own, or the one it is assigned to. */
export function nameOf(fn: FunctionFacts, facts: FileFacts): string | undefined {
  if (fn.name !== undefined) return fn.name;
  const at = facts.functions.indexOf(fn);
  return facts.bindings.find(({ value }) => value?.kind === 'function' && value.function === at)?.name;
}
