import type { LinkedCall } from '../link/callSite';
import type { ModuleHost, SourceUnit } from '../link/moduleHost';
import { UNKNOWN_WORKLOAD, type WorkloadVerdict } from './workload';

/** Who waits for the answer of a call. */
export function judgeWorkload(_call: LinkedCall, _unit: SourceUnit, _host: ModuleHost): WorkloadVerdict {
  return UNKNOWN_WORKLOAD;
}
