/** What a language's calls and names are known by when a loop is taken apart: one table per language. */
import type { FlowCall, FlowFunction } from '../../../syntax/flow/flow';

export interface LanguageWords {
  /** Methods that change what they are called on; generators of random numbers change with each draw. */
  readonly mutating: ReadonlySet<string>;
  /** Functions that change one of their arguments: which one. */
  readonly changesArgument: readonly (readonly [callee: RegExp, at: number])[];
  /** Calls that people or other programs see: their order against the use of answers must stay. */
  readonly seen: RegExp;
  /** Names of the receiver within a method. */
  readonly receivers: ReadonlySet<string>;
  /** Names of a function that nothing outside it shares. */
  localsOf(fn: FlowFunction): ReadonlySet<string>;
}

/** A call as words match it: the callee as written, or `.method` where it is no chain of names. */
export function written({ callee, method }: FlowCall): string {
  return callee ?? `.${method ?? ''}`;
}
