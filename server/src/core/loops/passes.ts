/** What passes through a loop tell, and where one stands on the way. */
import type { FlowAccess, FlowCall } from '../syntax/flow/flow';
import type { Span } from '../text/span';
import type { Source } from './resolve';
import type { Taint } from './taint';

/** A request is made of an earlier answer. */
export interface Hit {
  readonly taint: Taint;
  /** What of the request reads it, or undefined when only whether it is sent depends on it. */
  readonly access?: FlowAccess;
  /** The answer is that of another request in the loop. */
  readonly fromOther: boolean;
}

/** `break` or `return` that ends the loop. */
export interface Exit {
  readonly span: Span;
  /** What it depends on. */
  readonly control: Taint | undefined;
  /** The call was made before it in the same pass. */
  readonly afterRequest: boolean;
  readonly inHandler: boolean;
}

export interface Passes {
  readonly hits: readonly Hit[];
  readonly exits: readonly Exit[];
  /** Calls that wait for a person or for whatever comes. */
  readonly waits: readonly FlowCall[];
  /** `while` whose end depends on an answer. */
  readonly condition: Taint | undefined;
  /** The call was met. */
  readonly isReached: boolean;
  /** Something there can't be read. */
  readonly isBroken: boolean;
  /** The loop hands out what it finds one by one. */
  readonly yields: boolean;
  /** Other requests that are made of the answer, in the same pass. */
  readonly followUps: readonly FlowCall[];
}

/** The call whose answer is followed. */
export interface Target {
  readonly path: string;
  readonly span: Span;
}

export interface Frame {
  readonly source: Source;
  readonly locals: ReadonlySet<string> | undefined;
  /** Before names of the function's own; the loop's own function has none. */
  readonly prefix: string;
  /** Parameters that are another name for something of the caller's. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Names that are another thing in each iteration. */
  readonly variant: ReadonlySet<string>;
}

export interface Where {
  readonly frame: Frame;
  readonly control: Taint | undefined;
  /** Loops within the loop that is judged. */
  readonly loopDepth: number;
  /** In an inline function or one that is called: `return` does not end the loop. */
  readonly inFunction: boolean;
  readonly inTry: boolean;
  readonly inHandler: boolean;
}

export interface Outcome {
  readonly ends: boolean;
  /** What the rest of the block now depends on. */
  readonly control?: Taint | undefined;
}

/** Before the paths of what lies outside the program. */
export const OUTSIDE = '@outside:';
