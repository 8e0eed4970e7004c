/** Where a function is called, or handed to something that calls it, in its own file. From the facts alone. */
import { indexOf } from '../link/factsIndex';
import type { CallFacts, FunctionFacts } from '../syntax/facts';
import type { Source } from './resolve';
import { functionNamed } from './resolve';
import type { FlowFunction } from '../syntax/flow/flow';

const MOST_CALLERS = 8;

/** Calls that seem to be of the function, by its name; `isLikely` is the cheap part of the question. */
export function namedCalls(facts: Source['unit']['facts'], fn: FunctionFacts, name: string): readonly CallFacts[] {
  const index = indexOf(facts);
  const outside = ({ call }: CallFacts): boolean => call.span.start < fn.span.start || call.span.end > fn.span.end;
  return [...index.callsOf(name), ...index.callsGivenLast(name)].filter(outside).slice(0, MOST_CALLERS);
}

/** Whether the call, or a function handed to it, is certainly the one. */
export function isCallOf({ call }: CallFacts, fn: FlowFunction, source: Source): boolean {
  const { text } = source.unit;
  const written = [call.callee, ...call.args.map(({ value }) => value)];
  return written.some(({ span }) => functionNamed(text.slice(span.start, span.end).replace(/\s+/g, ''), call.span.start, source) === fn);
}
