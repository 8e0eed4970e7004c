/** The list of fixes, made from the files that hold one each: a fix is added by adding its file and naming it in a rule. */
import { join } from 'node:path';
import { FIX_KINDS } from '../server/src/core/findings/fix';
import { exportedObject, idOf, namesOfFiles, property, quoted, text } from './sourceObjects';

const FOLDER = join(import.meta.dirname, '../server/src/core/fixes');
const NOTICE = '// Written by `npm run docs` from the files of core/fixes. Do not edit.';

interface FixFile {
  /** Name of the file and of what it exports. */
  readonly name: string;
  readonly id: string;
  readonly kind: string;
}

/** Every fix there is, in the order of kinds and names. Files of the folder that export no object of their name are what fixes share. */
function fixFiles(): readonly FixFile[] {
  const order: readonly string[] = FIX_KINDS;
  return namesOfFiles(FOLDER)
    .flatMap((name) => {
      const provider = exportedObject(join(FOLDER, `${name}.ts`), name);
      if (!provider) return [];
      const [id, kind] = [text(property(provider, 'id')), text(property(provider, 'kind'))];
      if (id !== idOf(name) || kind === undefined || !order.includes(kind))
        throw new Error(
          `core/fixes/${name}.ts has to export \`${name}\`, a fix with the id "${idOf(name)}" and one of the kinds ${order.join(', ')}`,
        );
      return [{ name, id, kind }];
    })
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** The list by path, for the generator. */
export function fixRegistries(): ReadonlyMap<string, () => string> {
  return new Map([['server/src/core/fixes/index.ts', fixIndex]]);
}

function fixIndex(): string {
  const files = fixFiles();
  const imports = [...files.map(({ name }) => name), 'fix'].sort((a, b) => (a < b ? -1 : 1));
  return [
    NOTICE,
    ...imports.map((name) => (name === 'fix' ? "import type { FixProvider } from './fix';" : `import { ${name} } from './${name}';`)),
    '',
    'const PROVIDERS = {',
    ...files.map(({ id, name }) => `  ${quoted(id)}: ${name},`),
    '};',
    '',
    'export type FixId = keyof typeof PROVIDERS;',
    '',
    '/** Every fix, in the order of their kinds. */',
    'export const FIX_PROVIDERS: readonly FixProvider[] = Object.values(PROVIDERS);',
    '',
    'export function fixProvider(id: FixId): FixProvider {',
    '  return PROVIDERS[id];',
    '}',
    '',
  ]
    .join('\n')
    .replace(/'([a-z]+)':/g, '$1:');
}
