// Written by `npm run docs` from the files of core/rules. Do not edit.

/** What each rule reports, in a line, by id. Configuration and annotations name rules by these ids. */
export const RULE_SUMMARIES = {
  'batch-jsonl': 'A Batch input file has a line that the API would refuse.',
  'batch-poll': 'A hand-written Batch job waits for ever when the batch fails, or loses or mixes up answers.',
  'batchable-loop': 'The requests of a loop are independent of each other, so one Batch job could hold them all.',
  'flex-in-request-path': 'A person waits for an answer that runs on flex or in a background window.',
  'flex-timeout': 'A call on flex times out before 15 minutes are over.',
  'flex-without-fallback': 'Nobody deals with the 429 that flex answers when it has no capacity.',
  'ineffective-tier': 'A service tier is set where the library ignores it, so the call runs on the default tier.',
  'missing-service-tier': 'A call to an endpoint that takes `service_tier` does not say which tier it runs on.',
  'overpaid-tier': 'Work that nobody waits for runs on priority (fast).',
  'retiring-model': 'The model is shut down, or will be within 90 days.',
  'tier-policy': 'The call runs on another tier than an annotation or `tierlint.json` asks for.',
  'unsupported-tier': 'The model does not take the tier that is asked for, or the value is no tier.',
  'unused-suppression': 'An annotation silences nothing, is about no OpenAI call, or holds a word that means nothing.',
} as const;

/** Levels that rules have in a preset, whatever the evidence. */
export const PRESET_LEVELS = {
  strict: {
    'batch-jsonl': 'error',
    'batch-poll': 'error',
    'batchable-loop': 'warning',
    'flex-in-request-path': 'error',
    'flex-timeout': 'error',
    'flex-without-fallback': 'warning',
    'ineffective-tier': 'error',
    'missing-service-tier': 'warning',
    'overpaid-tier': 'warning',
    'retiring-model': 'warning',
    'tier-policy': 'error',
    'unsupported-tier': 'error',
    'unused-suppression': 'warning',
  },
  quiet: {
    'batchable-loop': 'off',
    'flex-without-fallback': 'off',
    'missing-service-tier': 'off',
    'unused-suppression': 'off',
  },
} as const;

export type RuleId = keyof typeof RULE_SUMMARIES;

export const RULE_IDS = Object.keys(RULE_SUMMARIES) as readonly RuleId[];

export function isRuleId(name: string): name is RuleId {
  return Object.hasOwn(RULE_SUMMARIES, name);
}
