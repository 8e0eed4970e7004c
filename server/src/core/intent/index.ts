import type { LinkedCall } from '../link/callSite';
import type { FileConfig } from '../config/fileConfig';
import type { SourceUnit } from '../link/moduleHost';
import type { Intent } from './intent';

/** What a person said of the call; undefined when nobody did. */
export function intentOf(_call: LinkedCall, _unit: SourceUnit, { file, tier, volume }: FileConfig): Intent | undefined {
  const said = tier ?? volume;
  if (!said || file === undefined) return undefined;
  return {
    ...(tier && { tier: tier.value }),
    ...(volume && { volume: volume.value }),
    ...(said.reason !== undefined && { reason: said.reason }),
    from: { kind: 'config', file, glob: said.glob },
  };
}
