/**
 * The code that has requests answered by the Batch API, as it is written beside a file or into it: the SDK and Node alone.
 * Run with openai 4 and 7 (November 2026). In the parts `«...»` is TypeScript only, `@fs@` a module of Node.
 */
import type { Catalog } from '../../../catalog/catalog';
import { indentUnit } from '../../helperPlacement';
import type { CodeStyle } from '../../style';
import { pricesOf } from '../prices';
import { ENTRY } from './helper/entry';
import { FILES } from './helper/files';
import { FOLDER } from './helper/folder';
import { OUTPUT } from './helper/output';
import { RUN } from './helper/run';

/** How a file takes what it needs of Node and the SDK. */
export interface ModuleKind {
  readonly isTyped: boolean;
  readonly imports: 'import' | 'require';
}

/** Modules of Node by the name that the parts have for them, and what a module of its own imports of each. */
export const NODE_MODULES = {
  buffer: { module: 'buffer', names: ['Buffer'] },
  crypto: { module: 'crypto', names: ['createHash', 'randomUUID'] },
  fs: { module: 'fs', names: undefined },
  path: { module: 'path', names: undefined },
  timers: { module: 'timers/promises', names: ['setTimeout'] },
  url: { module: 'url', names: ['URL'] },
} as const;

export type NodeModuleName = keyof typeof NODE_MODULES;

/** Start of the declaration of types, below which rows go. */
export const ROWS = /interface BatchAnswers<Request> \{/;

/** The module, with two spaces a step, semicolons and single quotes. `row`: the type of what a method gives. */
export function moduleText(catalog: Catalog, kind: ModuleKind, row: string): string {
  const code = partsOf(catalog, kind, row).replace(/@(\w+)@(?:\.)/g, (_, name: NodeModuleName) =>
    NODE_MODULES[name].names ? '' : `${name}.`,
  );
  const text = code.replace('@@IMPORTS@@', importLines(kind).join('\n'));
  return kind.imports === 'import' ? text : `${text.replace('export async function', 'async function')}\nmodule.exports = { runBatch };\n`;
}

/** The same for a file that can't import it: without head and imports, with that file's names. */
export function inlineText(
  catalog: Catalog,
  kind: ModuleKind,
  row: string,
  names: { readonly sdk: string; module(name: NodeModuleName): string },
): string {
  const code = partsOf(catalog, kind, row);
  return code
    .slice(code.indexOf('@@IMPORTS@@') + '@@IMPORTS@@'.length)
    .trimStart()
    .replace(/@(\w+)@/g, (_, name: NodeModuleName) => names.module(name))
    .replace(/(?<![\w'`])OpenAI(?=[.(>); ])/g, names.sdk)
    .replace(/^export /gm, '');
}

function partsOf(catalog: Catalog, { isTyped }: ModuleKind, row: string): string {
  const prices = pricesOf(catalog).map(({ id, input, output, answer }) => `  '${id}': [${input}, ${output}, ${answer}],`);
  return [ENTRY, RUN, FILES, FOLDER, OUTPUT]
    .join('\n')
    .replace('@@DATE@@', catalog.asOf)
    .replace('@@PRICES@@', prices.join('\n'))
    .replace('@@ROWS@@', row)
    .replace(/«([^»]*)»/g, isTyped ? '$1' : '')
    .replace('(\n  client,\n  api,\n  jobs,\n  options = {},\n)', '(client, api, jobs, options = {})');
}

function importLines({ isTyped, imports }: ModuleKind): readonly string[] {
  const line = (clause: string, pattern: string, module: string): string => {
    const quoted = `'${module}'`;
    return imports === 'import' ? `import ${clause} from ${quoted};` : `const ${pattern} = require(${quoted});`;
  };
  const node = Object.entries(NODE_MODULES).map(([name, { module, names }]) => {
    const list = `{ ${names?.join(', ')} }`;
    return names ? line(list, list, `node:${module}`) : line(`* as ${name}`, name, `node:${module}`);
  });
  // TypeScript knows `process`, and not every project may import it by default.
  const process = isTyped ? [] : [line('process', 'process', 'node:process')];
  return [...[...node, ...process].sort((a, b) => (moduleOf(a) < moduleOf(b) ? -1 : 1)), '', line('OpenAI', '{ OpenAI }', 'openai')];
}

function moduleOf(line: string): string {
  return /'([^']*)'/.exec(line)![1]!;
}

/** The code in the style of a file. */
export function styled(code: string, { quote, semicolons, newline }: CodeStyle, step: string): string {
  let result = code.replace(/^(?: {2})+/gm, (spaces) => step.repeat(spaces.length / 2));
  if (!semicolons) result = result.replace(/;(?=[ \t]*(\/\/.*)?$)/gm, '');
  if (quote === '"') result = requoted(result);
  return result.replaceAll('\n', newline);
}

/** Single quotes become double ones, but those within templates, patterns and comments, or round a double one. */
function requoted(code: string): string {
  return code.replace(
    /`(?:\\.|[^`\\])*`|\/\/.*|\/\*[^]*?\*\/|\/(?:\\.|\[[^\]]*\]|[^/\\\n[*])(?:\\.|\[[^\]]*\]|[^/\\\n[])*\/[gu]?|'((?:\\.|[^'\\\n])*)'/g,
    (whole, text?: string) => (text === undefined || text.includes('"') || text.includes("\\'") ? whole : `"${text}"`),
  );
}

/** The step of indentation of a module beside a file. */
export function stepOf(text: string): string {
  return indentUnit(text, '  ');
}
