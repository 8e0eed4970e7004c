import { batchableLoop } from './batchableLoop';
import { batchJsonl } from './batchJsonl';
import { flexInRequestPath } from './flexInRequestPath';
import { flexTimeout } from './flexTimeout';
import { flexWithoutFallback } from './flexWithoutFallback';
import { missingServiceTier } from './missingServiceTier';
import { overpaidTier } from './overpaidTier';
import { retiringModel } from './retiringModel';
import type { Rule, RuleDescription } from './rule';
import { tierPolicy } from './tierPolicy';
import { unsupportedTier } from './unsupportedTier';
import { unusedSuppression } from './unusedSuppression';

/** Every rule on calls. Adding one is a file beside these and a line here. `unused-suppression` comes last: it looks at what the others left. */
export const RULES: readonly Rule[] = [
  missingServiceTier,
  flexTimeout,
  unsupportedTier,
  flexWithoutFallback,
  flexInRequestPath,
  overpaidTier,
  retiringModel,
  batchableLoop,
  tierPolicy,
  unusedSuppression,
];

/** Every rule there is, for documentation and settings: those on calls, and those on files that hold none. */
export const ALL_RULES: readonly RuleDescription[] = [...RULES, batchJsonl];

export function ruleById(id: string): RuleDescription | undefined {
  return ALL_RULES.find((rule) => rule.id === id);
}
