/** The text of a first `tierlint.json`, with comments that say why it says what it says. */
import { PRESET_NAMES, PRESETS } from '../../core/config/presets';
import { printable } from '../../core/text/printable';
import { count } from '../count';
import type { Proposed } from './proposal';

export interface Models {
  /** Models with a literal name, the most frequent first. */
  readonly inUse: readonly (readonly [name: string, calls: number])[];
  /** Those that the catalog does not have. */
  readonly unknown: readonly string[];
}

export function renderConfig(paths: readonly Proposed[], { inUse, unknown }: Models): string {
  const presets = PRESET_NAMES.map((name) => `  //   ${name.padEnd(11)}  ${PRESETS[name].summary}`);
  const entries = paths.flatMap(({ glob, tier, workload, calls, because }) => [
    `    // ${count(calls, 'call')}. ${printable(because)
      .replace(/^./, (letter) => letter.toUpperCase())
      .replace(/\.?$/, '.')}`,
    `    ${JSON.stringify(glob)}: ${tier ? `{ "tier": ${JSON.stringify(tier)} }` : `{ "workload": ${JSON.stringify(workload)} }`},`,
  ]);
  return `${[
    '{',
    '  // What Tierlint knows about this folder. Comments and trailing commas are fine here.',
    '',
    ...['  // Severities to start from:', ...presets],
    '  "preset": "recommended",',
    '',
    '  // Severity of single rules: off, hint, info, warning, error. `tierlint explain` lists the rules.',
    '  "rules": {',
    '    // "retiring-model": "error",',
    '  },',
    '',
    '  // What calls are meant to run on, by glob: standard, priority, flex, batch, background. Where several match, the later',
    '  // wins; `# tier: ...` at a call wins over all. A volume ("20k/day") gives monthly figures.',
    '  "paths": {',
    ...(entries.length > 0 ? entries : ['    // "evals/**": { "tier": "batch", "volume": "200k/month" },']),
    '  },',
    '',
    '  // Globs of files without findings.',
    '  "exclude": [],',
    ...modelLines(inUse, unknown),
    '}',
  ].join('\n')}\n`;
}

function modelLines(inUse: Models['inUse'], unknown: readonly string[]): readonly string[] {
  const used =
    inUse.length === 0 ? [] : ['', `  // Models in use: ${inUse.map(([name, calls]) => `${printable(name)} (${calls})`).join(', ')}.`];
  if (unknown.length === 0) return used;
  const rows = unknown.map(
    (name) => `  //   ${printable(JSON.stringify(name))}: { "prices": { "standard": { "input": 1.25, "output": 10 } } },`,
  );
  return [...used, '  // Not in the catalog; prices are US dollars per million tokens:', '  // "models": {', ...rows, '  // },'];
}
