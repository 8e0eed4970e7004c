/** Parts of README.md that are made from the code: the table of rules, names of formats and levels. */
import { REPORTERS } from '../server/src/cli/reporters';
import { FAIL_ON } from '../server/src/cli/severity';
import { RULE_SUMMARIES } from '../server/src/core/findings/ruleIds';
import { SEVERITIES } from '../server/src/core/findings/severity';
import { withParts } from './parts';
import { table } from './markdown';

export const withLists = withParts({
  rules: () =>
    table(
      ['Rule', 'Reports'],
      Object.entries(RULE_SUMMARIES).map(([id, summary]) => [`[${id}](docs/rules/${id}.md)`, summary]),
    ),
  format: () => `\`--format ${oneOf(Object.keys(REPORTERS))}\``,
  failOn: () => `\`--fail-on ${oneOf(FAIL_ON)}\``,
  levels: () => ['off', ...SEVERITIES].map((level) => `\`${level}\``).join(', '),
});

/** Alternatives, as a cell of a table takes them. */
function oneOf(names: readonly string[]): string {
  return names.join('\\|');
}
