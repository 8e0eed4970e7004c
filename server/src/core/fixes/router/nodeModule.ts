/** The module that a fix makes beside a JavaScript or TypeScript file, and how that file imports it. */
import type { FixContext } from '../fix';
import { moduleFolder, relativeSpecifier } from '../moduleFolder';

/** File name endings, and those of the module made beside such a file. */
const ENDINGS: Readonly<Record<string, string>> = {
  '.ts': '.ts',
  '.tsx': '.ts',
  '.mts': '.mts',
  '.js': '.js',
  '.jsx': '.js',
  '.mjs': '.mjs',
  '.cjs': '.cjs',
};

export interface NodeModule {
  readonly file: string;
  readonly specifier: string;
}

/** Undefined where it is not clear how the file would import one. */
export function nodeModule(context: FixContext, name: string): NodeModule | undefined {
  const { text, facts, path } = context.unit;
  const ending = ENDINGS[/\.\w+$/.exec(path)?.[0] ?? ''];
  // Deno finds modules and types in other ways.
  if (ending === undefined || /\bDeno\.|["']npm:/.test(text)) return undefined;
  if (facts.language === 'typescript' && facts.importInsertion.style === 'require') return undefined;
  const folder = moduleFolder(context.unit, context.host.shown(path));
  return folder === undefined
    ? undefined
    : {
        file: `${folder}/${name}${ending}`,
        specifier: relativeSpecifier(path, folder, `${name}${specifierEnding(context, ending)}`),
      };
}

/** As the file's other relative imports end; without any, as the project's modules need it. */
function specifierEnding({ unit, project }: FixContext, ending: string): string {
  const relative = unit.facts.bindings.flatMap(({ kind, value }) =>
    kind === 'import' && value?.kind === 'import' && /^\.{1,2}\//.test(value.module) ? [value.module] : [],
  );
  const compiled = ending === '.ts' ? '.js' : ending === '.mts' ? '.mjs' : ending;
  if (relative.length === 0) return ending === '.ts' && !project.esModules ? '' : compiled;
  if (relative.some((module) => module.endsWith('.ts') || module.endsWith('.mts'))) return ending;
  return relative.some((module) => /\.[cm]?js$/.test(module)) || ending.startsWith('.m') || ending === '.cjs' ? compiled : '';
}
