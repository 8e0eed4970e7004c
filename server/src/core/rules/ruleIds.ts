/** Ids of all rules there are, in the order of their documentation. Configuration and annotations name rules by these. */
export const RULE_IDS = [
  'missing-service-tier',
  'flex-timeout',
  'unsupported-tier',
  'flex-without-fallback',
  'batchable-loop',
  'overpaid-tier',
  'flex-in-request-path',
  'tier-policy',
  'retiring-model',
  'unused-suppression',
  'batch-jsonl',
] as const;

export function isRuleId(name: string): boolean {
  return (RULE_IDS as readonly string[]).includes(name);
}
