/** The lists of rules, made from the files that hold one each: a rule is added by adding its file. */
import { join } from 'node:path';
import ts from 'typescript';
import { exportedObject, idOf, namesOfFiles, property, quoted, text, texts } from './sourceObjects';

const FOLDER = join(import.meta.dirname, '../server/src/core/rules');
const NOT_RULES = new Set(['index', 'rule']);
const NOTICE = '// Written by `npm run docs` from the files of core/rules. Do not edit.';

interface RuleFile {
  /** Name of the file and of what it exports. */
  readonly name: string;
  readonly id: string;
  readonly summary: string;
  readonly looksAtCalls: boolean;
  /** Level by preset. */
  readonly presets: Readonly<Record<string, string>>;
}

/** Every rule there is, by name, read off the text: other code that runs here imports the lists. */
function ruleFiles(): readonly RuleFile[] {
  return namesOfFiles(FOLDER)
    .filter((name) => !NOT_RULES.has(name))
    .map((name) => {
      const rule = exportedObject(join(FOLDER, `${name}.ts`), name);
      const docs = rule && property(rule, 'docs');
      const id = idOf(name);
      const presets = rule && property(rule, 'presets');
      const summary = docs && ts.isObjectLiteralExpression(docs) ? text(property(docs, 'summary')) : undefined;
      if (!rule || text(property(rule, 'id')) !== id || summary === undefined)
        throw new Error(`core/rules/${name}.ts has to export \`${name}\`, a rule with the id "${id}" and a summary`);
      return {
        name,
        id,
        summary,
        looksAtCalls: property(rule, 'check') !== undefined || property(rule, 'checkFile') !== undefined,
        presets: presets && ts.isObjectLiteralExpression(presets) ? texts(presets) : {},
      };
    });
}

/** The lists by path, for the generator. */
export function ruleRegistries(): ReadonlyMap<string, () => string> {
  return new Map([
    ['server/src/core/findings/ruleIds.ts', ruleIds],
    ['server/src/core/rules/index.ts', ruleIndex],
  ]);
}

/** `core/rules/index.ts`. */
function ruleIndex(): string {
  const files = ruleFiles();
  return [
    NOTICE,
    ...files.map(({ name }) => `import { ${name} } from './${name}';`),
    "import type { Rule, RuleDescription } from './rule';",
    '',
    '/** Every rule on calls and on files that hold them. */',
    `export const RULES: readonly Rule[] = [\n${files.flatMap(({ name, looksAtCalls }) => (looksAtCalls ? [`  ${name},\n`] : [])).join('')}];`,
    '',
    '/** Every rule there is, for documentation and settings: those on Batch input too. */',
    `export const ALL_RULES: readonly RuleDescription[] = [${['...RULES', ...files.filter((file) => !file.looksAtCalls).map(({ name }) => name)].join(', ')}];`,
    '',
    'export function ruleById(id: string): RuleDescription | undefined {',
    '  return ALL_RULES.find((rule) => rule.id === id);',
    '}',
    '',
  ].join('\n');
}

/** Presets that rules name a level in. */
const PRESETS = ['strict', 'quiet'] as const;

function levelsIn(preset: string): string {
  return ruleFiles()
    .flatMap(({ id, presets }) => (presets[preset] === undefined ? [] : [`    '${id}': '${presets[preset]}',\n`]))
    .join('');
}

/** `core/findings/ruleIds.ts`. */
function ruleIds(): string {
  return [
    NOTICE,
    '',
    '/** What each rule reports, in a line, by id. Configuration and annotations name rules by these ids. */',
    'export const RULE_SUMMARIES = {',
    ...ruleFiles().map(({ id, summary }) => `  '${id}': ${quoted(summary)},`),
    '} as const;',
    '',
    '/** Levels that rules have in a preset, whatever the evidence. */',
    'export const PRESET_LEVELS = {',
    ...PRESETS.map((preset) => `  ${preset}: {\n${levelsIn(preset)}  },`),
    '} as const;',
    '',
    'export type RuleId = keyof typeof RULE_SUMMARIES;',
    '',
    'export const RULE_IDS = Object.keys(RULE_SUMMARIES) as readonly RuleId[];',
    '',
    'export function isRuleId(name: string): name is RuleId {',
    '  return Object.hasOwn(RULE_SUMMARIES, name);',
    '}',
    '',
  ].join('\n');
}
