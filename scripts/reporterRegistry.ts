/** The list of report formats, made from the files that hold one each: a format is added by adding its file. */
import { join } from 'node:path';
import { REPORT_USES } from '../server/src/cli/reporters/reporter';
import { exportedObject, namesOfFiles, property, text } from './sourceObjects';

const FOLDER = join(import.meta.dirname, '../server/src/cli/reporters');
const NOTICE = '// Written by `npm run docs` from the files of cli/reporters. Do not edit.';
/** Formats by name, in the order of what they are for. Files of the folder that export no object of their name are what reporters share. */
function formats(): readonly string[] {
  const order: readonly string[] = REPORT_USES;
  return namesOfFiles(FOLDER)
    .flatMap((name) => {
      const reporter = exportedObject(join(FOLDER, `${name}.ts`), name);
      if (!reporter) return [];
      const use = text(property(reporter, 'use'));
      if (text(property(reporter, 'id')) !== name || use === undefined || !order.includes(use))
        throw new Error(
          `cli/reporters/${name}.ts has to export \`${name}\`, a reporter with the id "${name}" and one of the uses ${order.join(', ')}`,
        );
      return [{ name, use }];
    })
    .sort((a, b) => order.indexOf(a.use) - order.indexOf(b.use))
    .map(({ name }) => name);
}

/** The list by path, for the generator. */
export function reporterRegistries(): ReadonlyMap<string, () => string> {
  return new Map([['server/src/cli/reporters/index.ts', reporterIndex]]);
}

function reporterIndex(): string {
  const names = formats();
  return [
    NOTICE,
    ...[...names].sort().map((name) => `import { ${name} } from './${name}';`),
    '',
    '/** Every format of a report, the default first. */',
    `export const REPORTERS = { ${names.join(', ')} };`,
    '',
    'export type Format = keyof typeof REPORTERS;',
    '',
    `export const DEFAULT_FORMAT: Format = '${names[0]}';`,
    '',
  ].join('\n');
}
