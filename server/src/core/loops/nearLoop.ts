/** Signs of loops in the facts and the text, cheap to look for. */
import type { FileFacts, FunctionFacts } from '../syntax/facts';
import type { Span } from '../text/span';

const REPEATS =
  /\b(?:for|while|do|map|forEach|flatMap|filter|reduce|some|every|find\w*|apply|applymap|progress_\w+|imap\w*|starmap|transform|mapLimit|mapSeries|pMap|each\w*|thread_map|process_map|asyncPool|from|map_\w+)\b/;

/** A loop word stands before the span, within the outermost function round it. */
export function isNearLoop(span: Span, facts: FileFacts, text: string): boolean {
  // A lambda without a name has its loop round it.
  const outermost = functionsAround(span, facts).find(({ name }) => name !== undefined);
  let known = REPEATING.get(facts);
  if (!known) REPEATING.set(facts, (known = new Map<FunctionFacts | undefined, boolean>()));
  let repeats = known.get(outermost);
  // The element of a comprehension stands before its `for`.
  if (repeats === undefined)
    known.set(outermost, (repeats = REPEATS.test(text.slice(outermost?.span.start ?? 0, outermost?.span.end ?? text.length))));
  return repeats;
}

/** Whether a function of a file, or the file itself, holds a loop word: asked for each of its calls. */
const REPEATING = new WeakMap<FileFacts, Map<FunctionFacts | undefined, boolean>>();

/** The functions round a span, outermost first. */
export function functionsAround({ start, end }: Span, facts: FileFacts): readonly FunctionFacts[] {
  return facts.functions.filter(({ span }) => span.start <= start && end <= span.end);
}
