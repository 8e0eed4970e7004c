/** Parts of README.md that are made from the code: the table of rules, names of formats and levels. */
import { REPORTERS } from '../server/src/cli/reporters';
import { FAIL_ON } from '../server/src/cli/severity';
import { LIBRARIES } from '../server/src/core/libraries';
import { placeToAdd, type Library } from '../server/src/core/libraries/library';
import { placeInWords } from '../server/src/core/libraries/place';
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
  libraries: () =>
    table(['Library', 'Languages', 'Tier', 'Timeout by default', 'Loops to Batch', 'Checked with'], LIBRARIES.map(libraryRow)),
  format: () => `\`--format ${oneOf(Object.keys(REPORTERS))}\``,
  failOn: () => `\`--fail-on ${oneOf(FAIL_ON)}\``,
  levels: () => ['off', ...SEVERITIES].map((level) => `\`${level}\``).join(', '),
});

const LANGUAGES = { python: 'Python', ecmascript: 'JavaScript, TypeScript' } as const;

function libraryRow(library: Library): readonly string[] {
  const { name, family, defaultTimeoutSeconds, cannot, source } = library;
  return [
    name,
    LANGUAGES[family],
    placeInWords(placeToAdd(library, 'service_tier')),
    `${defaultTimeoutSeconds} s`,
    cannot['loop-to-batch'] === undefined ? 'yes' : 'no',
    `${source.package} ${source.version}`,
  ];
}

/** Alternatives, as a cell of a table takes them. */
function oneOf(names: readonly string[]): string {
  return names.join('\\|');
}
