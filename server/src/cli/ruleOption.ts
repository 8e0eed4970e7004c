/** `--rule id=level`: severities for one run, over all configuration. */
import { Option } from 'commander';
import type { OuterLevels } from '../core/config/fileConfig';
import type { Level } from '../core/findings/severity';
import { SEVERITIES } from '../core/findings/severity';
import { isRuleId, RULE_IDS } from '../core/findings/ruleIds';
import { suggestion } from '../core/text/closest';
import { UsageError } from './exit';

const LEVELS: readonly string[] = ['off', ...SEVERITIES];

export function ruleOption(): Option {
  return new Option('--rule <id=level>', 'severity of a rule for this run, over all configuration; may be given again').argParser(
    (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
  );
}

/** @throws UsageError on unknown rules and severities. */
export function levelsOf(given: readonly string[] | undefined): OuterLevels {
  if (!given) return {};
  const commandLine = given
    .flatMap((value) => value.split(','))
    .map((value): readonly [string, Level] => {
      const [id = '', level = ''] = value.split(/[=:]/).map((part) => part.trim());
      if (!isRuleId(id)) throw new UsageError(`no rule "${id}"${suggestion(id, RULE_IDS)}`);
      if (!LEVELS.includes(level)) throw new UsageError(`no severity "${level}" for ${id}; there are: ${LEVELS.join(', ')}`);
      return [id, level as Level];
    });
  return { commandLine: Object.fromEntries(commandLine) };
}
