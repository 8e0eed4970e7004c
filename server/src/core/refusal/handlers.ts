/** Whether a handler catches the refusal of a flex request: `RateLimitError`, or a class above it. */
import { lastName } from '../link/factsIndex';
import type { Expression } from '../syntax/expression';
import type { HandlerFacts } from '../syntax/facts';
import { ENDS_PROGRAM, OTHER_ERRORS, SPEAKS_OF_REFUSAL } from './names';

/** A class nobody here knows may be anything: it counts as the right one. */
export function catchesRefusal({ caught, rethrows, span }: HandlerFacts, text: string): boolean {
  if (rethrows || (caught && !mayBeRefusal(caught))) return false;
  return dealsWithIt(text.slice(span.start, span.end));
}

/** Ending the program is no answer to a refusal. */
export function dealsWithIt(code: string): boolean {
  return SPEAKS_OF_REFUSAL.test(code) || !ENDS_PROGRAM.test(code);
}

function mayBeRefusal(caught: Expression): boolean {
  if (caught.kind === 'list') return caught.items.some(mayBeRefusal);
  const name = lastName(caught);
  return name === undefined || !OTHER_ERRORS.has(name);
}
