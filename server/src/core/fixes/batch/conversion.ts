import type { CallSite } from '../../callSite/callSite';
import type { LoopAnalysis } from '../../loops/loopAnalysis';
import type { FileEdits } from '../../findings/fix';
import type { FixContext } from '../fix';

/** `wait`: the program waits for the batch and goes on. `two-step`: one run submits, a later one collects. */
export type BatchMode = 'wait' | 'two-step';

/** The change that takes a loop apart. */
export interface LoopChange {
  readonly changes: readonly FileEdits[];
  readonly needs?: readonly string[];
}

/** A loop taken apart, or one sentence on why this loop is left as it is, with the line it rests on. */
export type Conversion = LoopChange | { readonly declined: string; readonly isFault?: true };

/** Turns a loop whose verdict is `batchable` into a Batch job; one per language family. */
export interface BatchConverter {
  /** @throws Declined with the reason, where the loop is left as it is */
  convert(site: CallSite, analysis: LoopAnalysis, context: FixContext, mode: BatchMode): LoopChange;
}
