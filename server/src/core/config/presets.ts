/** Named sets of severities to start from; each rule says its own. A rule that a preset does not name keeps the severity that the evidence at each call gives it. */
import { PRESET_LEVELS } from '../findings/ruleIds';
import type { Levels } from '../findings/severity';

export const PRESET_NAMES = ['recommended', 'strict', 'quiet'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

export interface Preset {
  readonly name: PresetName;
  readonly summary: string;
  readonly levels: Levels;
}

export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  recommended: {
    name: 'recommended',
    summary: 'Severity by evidence: loud where nobody waits for the answer, quiet where a person does.',
    levels: {},
  },
  strict: {
    name: 'strict',
    summary: 'Every call says its tier, and what fails or disagrees with the policy stops the build.',
    levels: PRESET_LEVELS.strict,
  },
  quiet: {
    name: 'quiet',
    summary: 'Only what fails, breaks the policy or pays for nothing; no advice on calls that work.',
    levels: PRESET_LEVELS.quiet,
  },
};
