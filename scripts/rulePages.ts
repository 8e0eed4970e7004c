/** The rule pages, made from what the rules and fixes say of themselves. */
import { table } from './markdown';
import { fixProvider, type FixId } from '../server/src/core/fixes';
import { ALL_RULES } from '../server/src/core/rules';
import type { RuleDescription } from '../server/src/core/rules/rule';
import type { Severity } from '../server/src/core/findings/severity';

const NOTICE = '<!-- Written by `npm run docs` from the code of the rules. Do not edit. -->';
const LANGUAGE_NAMES = { python: 'Python', typescript: 'TypeScript', jsonl: 'JSONL' } as const;
const COMMENT_MARKS = { python: '#', typescript: '//', jsonl: undefined } as const;
const SEVERITY_NAMES: Readonly<Record<Severity, string>> = { hint: 'hint', info: 'information', warning: 'warning', error: 'error' };

/** Pages by file name, below `docs/rules`. */
export function rulePages(rules: readonly RuleDescription[] = ALL_RULES): ReadonlyMap<string, string> {
  return new Map([['README.md', overview(rules)], ...rules.map((rule): [string, string] => [`${rule.id}.md`, rulePage(rule)])]);
}

function rulePage(rule: RuleDescription): string {
  const { docs, messages } = rule;
  return page(
    `# ${rule.id}`,
    docs.summary,
    `Severity by default: **${SEVERITY_NAMES[rule.defaultSeverity]}**. Since version ${docs.since}.`,
    '## What it does',
    docs.what,
    '## Why it costs',
    docs.why,
    '## When not to follow it',
    docs.whenNot,
    '## Examples',
    ...docs.examples.flatMap(({ language, bad, good }) => [
      `### ${LANGUAGE_NAMES[language]}`,
      'Reported:',
      fence(language, bad),
      'Not reported:',
      fence(language, good),
    ]),
    '## Messages',
    table(
      ['Id', 'Text'],
      Object.entries(messages).map(([id, text]) => [`\`${id}\``, text.replace(/\{(\w+)\}/g, '*$1*')]),
    ),
    '## Fixes',
    rule.fixes.length === 0 ? 'None.' : table(['Fix', 'Applicability', 'What it writes'], rule.fixes.map(fixRow)),
    'Safe fixes are applied by `tierlint fix` and on save. Unsafe ones change latency or failure modes: they are applied where you ask for them by name.',
    '## How to suppress it',
    ...suppression(rule),
  );
}

function suppression({ id, docs }: RuleDescription): readonly string[] {
  const examples = docs.examples.flatMap(({ language, bad }) => {
    const mark = COMMENT_MARKS[language];
    return mark === undefined ? [] : [fence(language, `${mark} tier: ignore[${id}] why it is right here\n${bad}`)];
  });
  if (examples.length === 0) return ['The file takes no comments: name it in `.tierlintignore`, or turn the rule off in the settings.'];
  return [
    'Above the call, at the end of its line, above its function or class, or at the top of the file; words after the bracket are the reason:',
    ...examples,
  ];
}

function fixRow(id: FixId): readonly string[] {
  const { safety, summary } = fixProvider(id);
  return [`\`${id}\``, `**${safety.applicability}**: ${safety.why}`, summary];
}

function overview(rules: readonly RuleDescription[]): string {
  const rows = rules.map((rule) => [
    `[${rule.id}](${rule.id}.md)`,
    rule.docs.summary,
    SEVERITY_NAMES[rule.defaultSeverity],
    rule.fixes.map((id) => `\`${id}\``).join(', '),
  ]);
  return page(
    '# Rules',
    'Every rule says what is wrong, why it costs, and what to do next. `tierlint explain RULE` prints its description in a terminal.',
    table(['Rule', 'Reports', 'Severity by default', 'Fixes'], rows),
  );
}

function page(...blocks: readonly string[]): string {
  return `${[NOTICE, ...blocks].join('\n\n')}\n`;
}

function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}
