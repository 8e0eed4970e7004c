/** Whether a call may be repeated by a loop, told from the facts and the text alone: most calls are not, and cost nothing. */
import type { LinkedCall } from '../link/callSite';
import type { SourceUnit } from '../link/moduleHost';
import type { FileFacts, FunctionFacts } from '../syntax/facts';
import type { Span } from '../text/span';
import { namedCalls } from './callers';

const REPEATS = /\b(?:for|while|do|map|forEach|flatMap|filter|reduce|some|every|find\w*|apply|applymap|progress_\w+|imap\w*|starmap|transform|mapLimit|mapSeries|pMap|each\w*|thread_map|process_map|asyncPool|from|map_\w+)\b/;

/** False only where no loop of this file can stand round the call or round a call of the function it is in. */
export function mayRepeat({ call }: LinkedCall, unit: SourceUnit): boolean {
  const { facts, text } = unit;
  if (isNearLoop(call.span, facts, text)) return true;
  return functionsAround(call.span, facts).some((fn) => {
    const name = nameOf(fn, facts);
    return name !== undefined && namedCalls(facts, fn, name).some((each) => isNearLoop(each.call.span, facts, text));
  });
}

/** A loop word stands before the span, within the outermost function round it. */
function isNearLoop(span: Span, facts: FileFacts, text: string): boolean {
  // A lambda without a name has its loop round it.
  const outermost = functionsAround(span, facts).find(({ name }) => name !== undefined);
  // The element of a comprehension stands before its `for`.
  return REPEATS.test(text.slice(outermost?.span.start ?? 0, outermost?.span.end ?? text.length));
}

/** The functions round a span, outermost first. */
export function functionsAround({ start, end }: Span, facts: FileFacts): readonly FunctionFacts[] {
  return facts.functions.filter(({ span }) => span.start <= start && end <= span.end);
}

/** The name a function is called by: its own, or the one it is assigned to. */
export function nameOf(fn: FunctionFacts, facts: FileFacts): string | undefined {
  if (fn.name !== undefined) return fn.name;
  const at = facts.functions.indexOf(fn);
  return facts.bindings.find(({ value }) => value?.kind === 'function' && value.function === at)?.name;
}

