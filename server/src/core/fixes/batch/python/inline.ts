/** Writes the helper into the file itself: notebooks, and files that can't import a module beside them. */
import type { FixContext } from '../../fix';
import { insertion, type TextEdit } from '../../../text/textEdit';
import type { Binding } from '../../../syntax/facts';
import { decline } from '../shared/declined';
import { HELPER_NAMES, HELPER_SIGNS, inlineText, type HelperImport, type HelperKind } from './helper';

export interface Inlined {
  /** The function's name in this file. */
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** Both functions at once, with the imports that the file lacks; nothing where they are there. */
export function inlined(
  { unit, catalog }: FixContext,
  kind: HelperKind,
  style: { readonly step: string; readonly newline: string },
): Inlined {
  const { text, facts } = unit;
  const written = facts.functions.filter(({ span }) => HELPER_SIGNS.some((sign) => text.slice(span.start, span.end).includes(sign)));
  const there = written.find(({ isAsync }) => isAsync === (kind === 'async'));
  if (there?.name !== undefined) return { name: there.name, edits: [] };
  if (written.length > 0) decline(`the file has an older \`${written[0]!.name}\`: take it out first`);
  const top = facts.bindings.filter(({ scope }) => scope === 0);
  const { imports, code: plain } = inlineText(catalog);
  let code = plain;
  for (const name of Object.values(HELPER_NAMES))
    if (top.some((binding) => binding.name === name)) code = renamed(code, name, name.replace('run_', 'run_openai_'));
  const lines: string[] = [];
  for (const wanted of imports) {
    const own = wanted.name ?? wanted.module;
    const bindings = top.filter(({ name }) => name === own);
    const isTaken = !bindings.every((binding) => means(binding, wanted));
    if (!isTaken && bindings.some(({ statement }) => statement.start < facts.importInsertion.offset)) continue;
    if (isTaken) code = renamed(code, own, `_${own}`);
    lines.push(
      `${wanted.name === undefined ? `import ${wanted.module}` : `from ${wanted.module} import ${wanted.name}`}${isTaken ? ` as _${own}` : ''}`,
    );
  }
  const wish = HELPER_NAMES[kind];
  const name = top.some((binding) => binding.name === wish) ? wish.replace('run_', 'run_openai_') : wish;
  return { name, edits: [insertion(facts.importInsertion.offset, block(unit, grouped(lines), code, style))] };
}

/** Names from one module on one line. */
function grouped(lines: readonly string[]): readonly string[] {
  const plain = lines.filter((line) => line.startsWith('import '));
  const named = new Map<string, string[]>();
  for (const line of lines) {
    const [, module, name] = /^from (\S+) import (.+)$/.exec(line) ?? [];
    if (module !== undefined) named.set(module, [...(named.get(module) ?? []), name!]);
  }
  const isOwn = (line: string): boolean => line.startsWith('import openai');
  return [
    ...plain.filter((line) => !isOwn(line)),
    ...[...named].map(([module, names]) => `from ${module} import ${names.join(', ')}`),
    ...plain.filter(isOwn),
  ];
}

function block(
  { text, facts }: FixContext['unit'],
  imports: readonly string[],
  code: string,
  { step, newline }: { readonly step: string; readonly newline: string },
): string {
  const { offset, needsBlankLine } = facts.importInsertion;
  const starts = offset > 0 && text[offset - 1] !== '\n' ? ['', ''] : needsBlankLine && offset > 0 ? [''] : [];
  const ends = /^\s*(\n|$)/.test(text.slice(offset)) ? [''] : ['', ''];
  const body = code
    .trimEnd()
    .split('\n')
    .map((line) => indented(line, step));
  return [...starts, ...imports, '', '', ...body, ...ends].map((line) => line + newline).join('');
}

function means({ value }: Binding, { module, name }: HelperImport): boolean {
  return value?.kind === 'import' && value.module === module && value.imported === (name ?? '*');
}

function renamed(code: string, name: string, other: string): string {
  return code.replace(new RegExp(`(?<![\\w."'/-])${name}(?![\\w"'])`, 'g'), other);
}

/** The code is written with four spaces a step. */
function indented(line: string, step: string): string {
  if (step === '    ') return line;
  const spaces = /^ */.exec(line)![0].length;
  return step.repeat(Math.floor(spaces / 4)) + line.slice(spaces - (spaces % 4));
}
