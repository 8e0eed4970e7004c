import type { Catalog } from '../catalog/catalog';
import type { LinkedCall } from '../link/callSite';
import type { ModuleHost, SourceUnit } from '../link/moduleHost';
import type { LoopAnalysis } from './loopAnalysis';
import type { LoopVerdict } from './loopVerdict';

/** The loop round a call, with its verdict; undefined for a call that no loop repeats. */
export function judgeLoop(call: LinkedCall, unit: SourceUnit, host: ModuleHost, catalog: Catalog): LoopVerdict | undefined {
  const analysis = analyzeLoop(call, unit, host, catalog);
  if (!analysis) return undefined;
  const { verdict, reason, loop, place } = analysis;
  return { verdict, reason, span: loop.span, ...(place.unit.path !== call.file && { file: place.unit.path }) };
}

/** The same with all it rests on, for a conversion. Spans are those of the current text. */
export function analyzeLoop(_call: LinkedCall, _unit: SourceUnit, _host: ModuleHost, _catalog: Catalog): LoopAnalysis | undefined {
  return undefined;
}
