/** Whether code is repeated for many items: by the loops written round it, told from the text, and by what maps over lists. */
import { traitsOf } from '../syntax/languageTraits';
import type { CallFacts, Language } from '../syntax/facts';
import { headsRound } from '../text/heads';
import type { Span } from '../text/span';
import { contains } from '../text/span';
import { calledName } from './frameworks';
import type { CodeFile } from './place';

/** Functions and methods that call what they are given once per item. */
const MAPPERS = new Set([
  ...['map', 'forEach', 'flatMap', 'map_async', 'imap', 'imap_unordered', 'starmap', 'starmap_async', 'thread_map', 'process_map'],
  ...['apply', 'applymap', 'progress_apply', 'parallel_apply', 'progress_map', 'map_elements', 'map_rows', 'map_batches'],
  ...['pMap', 'mapLimit', 'mapSeries', 'eachLimit', 'eachSeries', 'eachOfLimit', 'asyncPool', 'for_each', 'spawn_map'],
]);

/** Helpers of the program's own that say so: `map_with_progress`, `parallel_map`, `runInParallel`. */
const MAPS_BY_NAME =
  /^(?:\w+_)?(?:p|i|star|thread|async|parallel)?map(?:_\w+)?$|^\w*(?:Concurrent|Parallel)Map$|^map(?:Async|Concurrent|Parallel|With)\w*$|^(?:run_)?(?:in_)?(?:parallel|batch(?:ed|es)?|concurrently)$/;

/** Loops that try the same thing again, and those over the pieces of one answer. */
const SAME_AGAIN = /\b\w*(?:retr(?:y|ies)|attempt|tries|trial)\w*|\brange\(\s*(?:[0-9]|1[0-9])\s*\)|\brange\(\s*[01]\s*,\s*[0-9]+\s*\)/i;
const PIECES =
  /\b(?:chunk|event|delta|part|token|piece|line|c|e)s?\b\s+(?:in|of)\s+\(?\w*(?:stream|response|completion|resp|res|result)s?\w*\b/i;
/** A list written out in the loop's head is a handful. */
const HANDFUL = /\b(?:in|of)\s*[[(][^\])]{0,200}[\])]\s*[:)]?\s*$/;
/** What the condition of a `while` speaks of when it works through something. */
const WORKS_THROUGH = /\blen\(|\.length\b|queue|\bcursor|\bpage|\boffset|remaining|\btodo|pending|has_?more|\bi\s*<|index|batch/i;

/** A loop written round an offset repeats it for items that are many as far as one can see. */
export function isRepeated(file: CodeFile, offset: number): boolean {
  return (
    loopHeads(file.unit.text, file.index.facts.language, offset).some(isOverMany) ||
    isInComprehension(file, offset) ||
    isMapped(file, offset)
  );
}

/** A call that is handed a function and runs it once per item. */
export function mapsOver({ call }: CallFacts): boolean {
  const name = calledName(call.callee);
  return name !== undefined && (MAPPERS.has(name) || MAPS_BY_NAME.test(name));
}

function isOverMany(head: string): boolean {
  if (SAME_AGAIN.test(head) || PIECES.test(head)) return false;
  return /^(?:async\s+)?for\b/.test(head) ? !HANDFUL.test(head) : WORKS_THROUGH.test(head);
}

function isMapped({ index }: CodeFile, offset: number): boolean {
  return index.facts.calls.some((item) => within(item.call.argumentsSpan, offset) && mapsOver(item));
}

/** Python: the scope of a comprehension is a function's, without one. */
function isInComprehension({ index, unit }: CodeFile, offset: number): boolean {
  const { scopes, language } = index.facts;
  if (!traitsOf(language).hasComprehensions) return false;
  for (let scope = index.scopeAt(offset); scope > 0; scope = scopes[scope]!.parent) {
    const { kind, function: fn, span } = scopes[scope]!;
    if (fn !== undefined) return false;
    if (kind === 'function' && /\bfor\b/.test(unit.text.slice(span.start, span.end))) return true;
  }
  return false;
}

function within({ start, end }: Span, offset: number): boolean {
  return contains({ start, end }, { start: offset, end: offset });
}

/** The heads of the loops round an offset, within its function, innermost first: `for row in rows:`, `while (queue.length > 0)`. */
export function loopHeads(text: string, language: Language, offset: number): readonly string[] {
  return headsRound(text, traitsOf(language).blocks, offset, 'for|while');
}
