// Written by `npm run docs` from the files of core/rules. Do not edit.
import { batchJsonl } from './batchJsonl';
import { batchPoll } from './batchPoll';
import { batchableLoop } from './batchableLoop';
import { flexInRequestPath } from './flexInRequestPath';
import { flexTimeout } from './flexTimeout';
import { flexWithoutFallback } from './flexWithoutFallback';
import { ineffectiveTier } from './ineffectiveTier';
import { missingServiceTier } from './missingServiceTier';
import { overpaidTier } from './overpaidTier';
import { retiringModel } from './retiringModel';
import { tierPolicy } from './tierPolicy';
import { unsupportedTier } from './unsupportedTier';
import { unusedSuppression } from './unusedSuppression';
import type { Rule, RuleDescription } from './rule';

/** Every rule on calls and on files that hold them. */
export const RULES: readonly Rule[] = [
  batchPoll,
  batchableLoop,
  flexInRequestPath,
  flexTimeout,
  flexWithoutFallback,
  ineffectiveTier,
  missingServiceTier,
  overpaidTier,
  retiringModel,
  tierPolicy,
  unsupportedTier,
  unusedSuppression,
];

/** Every rule there is, for documentation and settings: those on Batch input too. */
export const ALL_RULES: readonly RuleDescription[] = [...RULES, batchJsonl];

export function ruleById(id: string): RuleDescription | undefined {
  return ALL_RULES.find((rule) => rule.id === id);
}
