/** Tables of docs/configuration.md, made from the code that checks `tierlint.json`. */
import { table } from './markdown';
import { withParts } from './parts';
import type { Shape } from '../server/src/core/config/shape';
import { PRESET_NAMES, PRESETS } from '../server/src/core/config/presets';
import { CONFIG_SHAPE } from '../server/src/core/config/schema';
import { INTENDED_TIERS } from '../server/src/core/intent/tiers';
import { RULE_IDS } from '../server/src/core/findings/ruleIds';

/** docs/configuration.md with its tables made anew. */
export const withTables = withParts({
  keys: () => keyTable(CONFIG_SHAPE),
  paths: () => keyTable(valueOf(CONFIG_SHAPE, 'paths')),
  models: () => keyTable(valueOf(CONFIG_SHAPE, 'models')),
  tiers,
  presets,
});

function keyTable(shape: Shape): string {
  const fields = shape.kind === 'object' ? Object.entries(shape.fields) : [];
  return table(
    ['Key', 'Value', ''],
    fields.map(([key, field]) => [`\`${key}\``, kindOf(field), field.description ?? '']),
  );
}

/** The shape of the values of a map. */
function valueOf(shape: Shape, key: string): Shape {
  const field = shape.kind === 'object' ? shape.fields[key] : undefined;
  if (field?.kind !== 'map') throw new Error(`${key} is no map`);
  return field.of;
}

function kindOf(shape: Shape): string {
  switch (shape.kind) {
    case 'choice':
      return shape.values.map(({ value }) => `\`${value}\``).join(', ');
    case 'text':
      return shape.examples ? shape.examples.map((example) => `\`${example}\``).join(', ') : 'text';
    case 'list':
      return `list of ${shape.of.kind === 'text' && shape.of.examples ? kindOf(shape.of) : `${kindOf(shape.of)}s`}`;
    case 'map':
      return shape.keys ? `rule id to ${kindOf(shape.of)}` : 'object';
    case 'nullable':
      return `${kindOf(shape.of)} or \`null\``;
    case 'boolean':
      return '`true`, `false`';
    default:
      return shape.kind;
  }
}

function tiers(): string {
  return table(
    ['Tier', 'Meant for'],
    INTENDED_TIERS.map(({ value, description }) => [`\`${value}\``, description]),
  );
}

function presets(): string {
  const rows = RULE_IDS.map((id) => [`\`${id}\``, ...PRESET_NAMES.map((name) => PRESETS[name].levels[id] ?? 'by evidence')]);
  const lines = PRESET_NAMES.map((name) => `- \`${name}\`: ${PRESETS[name].summary}`);
  return `${lines.join('\n')}\n\n${table(['Rule', ...PRESET_NAMES.map((name) => `\`${name}\``)], rows)}`;
}
