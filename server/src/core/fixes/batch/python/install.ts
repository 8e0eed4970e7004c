/** Brings the code that talks to the Batch API into a file, once, with the imports it needs. */
import type { FileFacts } from '../../../syntax/facts';
import { insertion, type TextEdit } from '../../../text/textEdit';
import { HELPER_MODULES, HELPER_NAMES, HELPER_SIGN, helperCode, type HelperKind } from './helper';

export interface Installed {
  /** The function's name in this file. */
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

export function installHelper(
  text: string,
  facts: FileFacts,
  kind: HelperKind,
  style: { readonly step: string; readonly newline: string },
): Installed {
  const functions = facts.functions.filter(({ span }) => text.slice(span.start, span.end).includes(HELPER_SIGN));
  const there = functions.find(({ isAsync }) => isAsync === (kind === 'async'));
  if (there?.name !== undefined) return { name: there.name, edits: [] };
  const taken = new Set(facts.bindings.filter(({ scope }) => scope === 0).map(({ name }) => name));
  const wish = HELPER_NAMES[kind];
  const name = taken.has(wish) ? wish.replace('run_', 'run_openai_') : wish;
  const modules = [...HELPER_MODULES, ...(kind === 'async' ? ['asyncio'] : [])].sort();
  let code = helperCode(kind, functions.length === 0);
  if (name !== wish) code = code.replace(new RegExp(`(?<![_\\w])${wish}(?=\\()`, 'g'), name);
  const imports: string[] = [];
  for (const module of modules) {
    if (!new RegExp(`(?<![\\w."'/])${module}\\.\\w`).test(code)) continue;
    const own = facts.bindings.filter((binding) => binding.scope === 0 && binding.name === module);
    if (own.length > 0 && own.every(({ value }) => value?.kind === 'import' && value.module === module && value.imported === '*')) {
      if (own.some(({ statement }) => statement.start < facts.importInsertion.offset)) continue;
    } else if (own.length > 0) {
      imports.push(`import ${module} as _${module}`);
      code = code.replace(new RegExp(`(?<![\\w."'/])${module}(?=\\.\\w)`, 'g'), `_${module}`);
      continue;
    }
    imports.push(`import ${module}`);
  }
  const { offset, needsBlankLine } = facts.importInsertion;
  const starts = offset > 0 && text[offset - 1] !== '\n' ? ['', ''] : needsBlankLine && offset > 0 ? [''] : [];
  const ends = /^\s*(\n|$)/.test(text.slice(offset)) ? [''] : ['', ''];
  const lines = [
    ...starts,
    ...imports,
    '',
    '',
    ...code
      .trimEnd()
      .split('\n')
      .map((line) => indented(line, style.step)),
    ...ends,
  ];
  return { name, edits: [insertion(offset, lines.map((line) => line + style.newline).join(''))] };
}

/** The code is written with four spaces a step. */
function indented(line: string, step: string): string {
  if (step === '    ') return line;
  const spaces = /^ */.exec(line)![0].length;
  return step.repeat(Math.floor(spaces / 4)) + line.slice(spaces - (spaces % 4));
}
