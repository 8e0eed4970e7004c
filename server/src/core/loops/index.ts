import type { LinkedCall } from '../link/callSite';
import type { ModuleHost, SourceUnit } from '../link/moduleHost';
import type { LoopVerdict } from './loopVerdict';

/** The loop round a call, with its verdict; undefined for a call that no loop repeats. */
export function judgeLoop(_call: LinkedCall, _unit: SourceUnit, _host: ModuleHost): LoopVerdict | undefined {
  return undefined;
}
