import { Command } from 'commander';
import { fixProvider } from '../../core/fixes';
import { ALL_RULES, ruleById } from '../../core/rules';
import type { RuleDescription } from '../../core/rules/rule';
import { UsageError } from '../exit';
import { explainCalls, isPlace } from './explainCall';

/** `tierlint explain`: a rule's documentation, the list of rules, or what is known of the calls on a line. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('explain a rule (what it reports, why, when not to follow it) or the calls on a line (FILE:LINE)')
    .argument('[rule]', 'id of a rule, or FILE:LINE (a notebook: FILE:CELL:LINE); without it, all rules are listed')
    .action(async (id: string | undefined) => {
      if (id === undefined) {
        const width = Math.max(...ALL_RULES.map((rule) => rule.id.length));
        process.stdout.write(ALL_RULES.map((rule) => `${rule.id.padEnd(width)}  ${rule.docs.summary}\n`).join(''));
        return;
      }
      if (isPlace(id)) return void process.stdout.write(await explainCalls(id));
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
    ...docs.examples.map(
      ({ language, bad, good }) => `## Example\n\nReported:\n\n${fence(language, bad)}\n\nNot reported:\n\n${fence(language, good)}`,
    ),
  ];
  const offered = fixes.map((fix) => `- ${fix}: ${fixProvider(fix).summary}`);
  if (offered.length > 0) lines.push(`## Fixes\n\n${offered.join('\n')}`);
  return `${lines.join('\n\n')}\n`;
}

function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}
