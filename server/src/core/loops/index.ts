import type { Catalog } from '../catalog/catalog';
import type { LinkedCall } from '../link/linkedCall';
import type { ModuleHost, SourceUnit } from '../link/moduleHost';
import { analyze } from './analyze';
import { mayRepeat } from './candidates';
import type { LoopAnalysis } from './loopAnalysis';
import type { LoopVerdict } from './loopVerdict';

/** The loop round a call, with its verdict; undefined for a call that no loop repeats. */
export function judgeLoop(call: LinkedCall, unit: SourceUnit, host: ModuleHost, catalog: Catalog): LoopVerdict | undefined {
  const analysis = analyzeLoop(call, unit, host, catalog);
  if (!analysis) return undefined;
  const { verdict, reason, loop, place } = analysis;
  const { path } = place.unit;
  if (path === call.file) return { verdict, reason, span: loop.span, head: loop.head };
  return {
    verdict,
    reason: `${reason} The loop is in ${host.shown(path).replace(/^\//, '')}.`,
    span: loop.span,
    head: loop.head,
    file: path,
  };
}

/** The same with all it rests on, for a conversion. Spans are those of the current text. Never throws. */
export function analyzeLoop(call: LinkedCall, unit: SourceUnit, host: ModuleHost, catalog: Catalog): LoopAnalysis | undefined {
  if (!mayRepeat(call, unit, host)) return undefined;
  try {
    return analyze(call, unit, host, catalog);
  } catch (error) {
    // Code nested so deep that the stack ends is code whose loops nobody can judge.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
