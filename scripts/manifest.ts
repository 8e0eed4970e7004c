/** The settings of package.json that are made from the rules. */
import { RULE_SUMMARIES } from '../server/src/core/findings/ruleIds';
import { SEVERITIES } from '../server/src/core/findings/severity';

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Record<string, { properties?: object }> } };
}

/** package.json with one level per rule in `tierlint.rules`. */
export function withRuleSettings(current: string): string {
  const manifest = JSON.parse(current) as Manifest;
  manifest.contributes.configuration.properties['tierlint.rules']!.properties = Object.fromEntries(
    Object.entries(RULE_SUMMARIES).map(([id, summary]) => [
      id,
      // Settings editors show descriptions as plain text.
      { type: 'string', enum: ['off', ...SEVERITIES], description: summary.replaceAll('`', '') },
    ]),
  );
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
