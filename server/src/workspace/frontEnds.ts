import type { Family } from '../core/syntax/family';
import type { FrontEnd } from '../core/syntax/frontEnd';

export type FrontEndFamily = Family;

/** Parsers, loaded on first need. */
export interface FrontEnds {
  /** Loads the family's parser; resolves at once when it is there. */
  load(family: FrontEndFamily): Promise<FrontEnd>;
  /** The front end, when `load` has finished. */
  get(family: FrontEndFamily): FrontEnd | undefined;
}
