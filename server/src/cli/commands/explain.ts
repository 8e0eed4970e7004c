import { Command } from 'commander';
import { fixProvider } from '../../core/fixes';
import { ALL_RULES, ruleById } from '../../core/rules';
import type { RuleDescription } from '../../core/rules/rule';
import { UsageError, type Finish } from '../exit';

/** `tierlint explain`: a rule's documentation, or the list of rules. */
export function explainCommand(_finish: Finish): Command {
  return new Command('explain')
    .description('explain a rule: what it reports, why, and when not to follow it')
    .argument('[rule]', 'id of a rule; without it, all rules are listed')
    .action((id: string | undefined) => {
      if (id === undefined) {
        const width = Math.max(...ALL_RULES.map((rule) => rule.id.length));
        process.stdout.write(ALL_RULES.map((rule) => `${rule.id.padEnd(width)}  ${rule.docs.summary}\n`).join(''));
        return;
      }
      const rule = ruleById(id);
      if (!rule) throw new UsageError(`no rule "${id}"; there are: ${ALL_RULES.map((each) => each.id).join(', ')}`);
      process.stdout.write(describe(rule));
    });
}

function describe({ id, docs, defaultSeverity, fixes }: RuleDescription): string {
  const lines = [
    `# ${id}`,
    docs.summary,
    `Severity: ${defaultSeverity}. Since ${docs.since}.`,
    `## What it does\n\n${docs.what}`,
    `## Why it costs\n\n${docs.why}`,
    `## When not to follow it\n\n${docs.whenNot}`,
    ...docs.examples.map(({ language, bad, good }) => `## Example\n\nReported:\n\n${fence(language, bad)}\n\nNot reported:\n\n${fence(language, good)}`),
  ];
  const offered = fixes.map((fix) => `- ${fix}: ${fixProvider(fix)?.summary ?? ''}`);
  if (offered.length > 0) lines.push(`## Fixes\n\n${offered.join('\n')}`);
  return `${lines.join('\n\n')}\n`;
}

function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}
