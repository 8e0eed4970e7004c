import type { LinkedCall } from '../link/callSite';
import type { SourceUnit } from '../link/moduleHost';
import type { Intent } from './intent';

/** What a person said of the call; undefined when nobody did. */
export function intentOf(_call: LinkedCall, _unit: SourceUnit): Intent | undefined {
  return undefined;
}
