/** Named sets of severities to start from. A rule that a preset does not name keeps the severity that the evidence at each call gives it. */
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
    levels: {
      'missing-service-tier': 'warning',
      'flex-timeout': 'error',
      'unsupported-tier': 'error',
      'flex-without-fallback': 'warning',
      'batchable-loop': 'warning',
      'overpaid-tier': 'warning',
      'flex-in-request-path': 'error',
      'tier-policy': 'error',
      'retiring-model': 'warning',
      'unused-suppression': 'warning',
      'batch-jsonl': 'error',
    },
  },
  quiet: {
    name: 'quiet',
    summary: 'Only what fails, breaks the policy or pays for nothing; no advice on calls that work.',
    levels: {
      'missing-service-tier': 'off',
      'flex-without-fallback': 'off',
      'batchable-loop': 'off',
      'unused-suppression': 'off',
    },
  },
};
