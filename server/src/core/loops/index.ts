import type { Catalog } from '../catalog/catalog';
import type { LinkedCall } from '../link/linkedCall';
import type { ModuleHost, SourceUnit } from '../link/moduleHost';
import type { FileFlow } from '../syntax/flow/flow';
import { analyze } from './analyze';
import { mayRepeat } from './candidates';
import type { LoopAnalysis } from './loopAnalysis';
import type { LoopVerdict } from './loopVerdict';

/** The loop round a call, with its verdict; undefined for a call that no loop repeats. */
export function judgeLoop(call: LinkedCall, unit: SourceUnit, host: ModuleHost, catalog: Catalog): LoopVerdict | undefined {
  const analysis = analyzeLoop(call, unit, host, catalog);
  if (!analysis) return undefined;
  const { verdict, reason, loop, place, files } = analysis;
  const read = files.length > 0 && { filesRead: files };
  const { path } = place.unit;
  if (path === call.file) return { verdict, reason, span: loop.span, head: loop.head, ...read };
  return {
    verdict,
    reason: `${reason} The loop is in ${host.shown(path).replace(/^\//, '')}.`,
    span: loop.span,
    head: loop.head,
    file: path,
    ...read,
  };
}

/** Analyses live as long as the flow of the call's file, which holds a syntax tree: verdict and conversions ask for the same one within moments. */
const KEPT = new WeakMap<FileFlow, WeakMap<LinkedCall['reader'], { readonly analysis: LoopAnalysis | undefined }>>();

/** The same with all it rests on, for a conversion. Spans are those of the current text. Never throws. */
export function analyzeLoop(call: LinkedCall, unit: SourceUnit, host: ModuleHost, catalog: Catalog): LoopAnalysis | undefined {
  if (!mayRepeat(call, unit, host)) return undefined;
  const flow = host.flow(unit.path);
  if (!flow) return undefined;
  let ofFile = KEPT.get(flow);
  if (!ofFile) KEPT.set(flow, (ofFile = new WeakMap()));
  // A call site is a copy of its linked call; what it was linked with is the same.
  let known = ofFile.get(call.reader);
  if (!known) ofFile.set(call.reader, (known = { analysis: analyzeAnew(call, unit, host, catalog) }));
  return known.analysis;
}

function analyzeAnew(call: LinkedCall, unit: SourceUnit, host: ModuleHost, catalog: Catalog): LoopAnalysis | undefined {
  try {
    return analyze(call, unit, host, catalog);
  } catch (error) {
    // Code nested so deep that the stack ends is code whose loops nobody can judge.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
