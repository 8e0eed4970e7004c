import { flexTimeout } from './flexTimeout';
import { missingServiceTier } from './missingServiceTier';
import type { Rule } from './rule';
import { unsupportedTier } from './unsupportedTier';

/** Every rule. Adding one is a file beside these and a line here. */
export const RULES: readonly Rule[] = [missingServiceTier, flexTimeout, unsupportedTier];

export function ruleById(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id);
}
