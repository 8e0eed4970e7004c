import type { Slot } from './dictionaries';
import type { Evaluator } from './evaluator';

/** Reads the arguments of one request, through variables, spreads and helper functions. */
export interface RequestReader {
  readonly evaluator: Evaluator;
  /** A request parameter, as all it can be. */
  read(name: string): readonly Slot[];
  /** A key of a parameter that is a dictionary. */
  key(slot: Extract<Slot, { state: 'given' }>, name: string): readonly Slot[];
}
