import type { CallSite } from '../../callSite/callSite';
import type { LoopAnalysis } from '../../loops/loopAnalysis';
import type { FileEdits } from '../../findings/fix';
import type { FixContext } from '../fix';

/** `wait`: the program waits for the batch and goes on. `two-step`: one run submits, a later one collects. */
export type BatchMode = 'wait' | 'two-step';

/** A loop taken apart, or one sentence on why this loop is left as it is, with the line it rests on. */
export type Conversion = { readonly changes: readonly FileEdits[]; readonly needs?: readonly string[] } | { readonly refused: string };

/** Turns a loop whose verdict is `batchable` into a Batch job; one per language family. */
export interface BatchConverter {
  convert(site: CallSite, analysis: LoopAnalysis, context: FixContext, mode: BatchMode): Conversion;
}
