/** Where a fix puts a helper function that the calls of a file share, and what it imports for it. */
import { once } from '../text/memo';
import type { SourceUnit } from '../link/moduleHost';
import { insertion, type TextEdit } from '../text/textEdit';
import { styleOf } from './style';

/** A name that the file binds at its top level. */
export function isBound({ facts }: SourceUnit, name: string): boolean {
  return facts.bindings.some((binding) => binding.scope === 0 && binding.name === name);
}

/** The unit of indentation, by the smallest there is. */
export function indentUnit(text: string, usual: string): string {
  let unit: string | undefined;
  for (const [, indent] of text.slice(0, 50_000).matchAll(/^(\t|  +)(?=[^\s*])/gm)) {
    if (indent === '\t') return '\t';
    if (unit === undefined || indent!.length < unit.length) unit = indent;
  }
  return unit === '  ' || unit === '    ' ? unit : usual;
}

/** Whether the file writes type annotations: then so does what is added to it. */
export function isAnnotated({ facts }: SourceUnit): boolean {
  return facts.functions.some(
    (fn) => fn.returnAnnotation !== undefined || fn.parameters.some((parameter) => parameter.annotation !== undefined),
  );
}

/** Code written with four spaces and line feeds, in the indentation and line ends of a file. */
export function inStyleOf({ text }: SourceUnit, code: string, usual: string): string {
  const unit = indentUnit(text, usual);
  const indented = code.replace(/^(?: {4})+/gm, (spaces) => unit.repeat(spaces.length / 4));
  return indented.replaceAll('\n', styleOf(text, '').newline);
}

/**
 * Inserts Python definitions, separated by two blank lines: before the first function, class or request of the module,
 * so that they exist when code at module level runs; after the imports where that place is not plain. The same for
 * all calls of a file.
 */
export function pythonDefinitions(unit: SourceUnit, definitions: readonly string[]): TextEdit {
  const { text, facts } = unit;
  const { newline, quote } = styleOf(text, '');
  const code = definitions.map((definition) => definition.trim()).join('\n\n\n');
  const body = inStyleOf(unit, quote === '"' ? code : code.replace(/(?<!")"([^"\n']*)"(?!")/g, "'$1'"), '    ');
  const before = firstUser(unit);
  if (before !== undefined) return insertion(before, `${body}${newline}${newline}${newline}`);
  const { offset, needsBlankLine } = facts.importInsertion;
  const following = /^(?:[ \t]*\r?\n)*/.exec(text.slice(offset))![0].split('\n').length - 1;
  const isLast = text.slice(offset).trim() === '';
  const gap = isLast ? '' : newline.repeat(Math.max(0, 2 - following));
  const lead = needsBlankLine && offset === 0 ? '' : newline.repeat(2);
  return insertion(offset, `${lead}${body}${newline}${gap}`);
}

/** Inserts JavaScript or TypeScript declarations after the imports. Functions are hoisted, so it matters little where. */
export function nodeDeclarations(unit: SourceUnit, imports: readonly string[], declarations: readonly string[]): TextEdit {
  const { text, facts } = unit;
  const { newline } = styleOf(text, '');
  const { offset, needsBlankLine } = facts.importInsertion;
  const body = inStyleOf(unit, declarations.map((declaration) => declaration.trim()).join('\n\n'), '  ');
  const lines = imports.map((line) => `${line}${newline}`).join('');
  const isLast = text.slice(offset).trim() === '';
  const gap = isLast || /^[ \t]*\r?\n/.test(text.slice(offset)) ? '' : newline;
  const lead = needsBlankLine && imports.length === 0 ? '' : newline;
  return insertion(offset, `${lines}${lead}${body}${newline}${gap}`);
}

/** Start of the first module-level definition or request; undefined where it stands under something else. */
const firstUser = once(({ text, facts }: SourceUnit): number | undefined => {
  const heads = [...facts.functions, ...facts.classes]
    .filter((block) => facts.scopes[block.scope]?.parent === 0 && block.name !== undefined)
    .map((block) => Math.min(block.span.start, ...block.decorators.map((decorator) => decorator.span.start)));
  const requests = facts.calls
    .filter(
      ({ call }) =>
        call.callee.kind === 'member' &&
        ['create', 'parse'].includes(call.callee.property) &&
        !facts.functions.some(({ span }) => span.start <= call.span.start && call.span.end <= span.end),
    )
    .map(({ statement }) => statement.start);
  const first = [...heads, ...requests].reduce((least, each) => Math.min(least, each), Infinity);
  if (!Number.isFinite(first) || first < facts.importInsertion.offset) return undefined;
  let line = text.lastIndexOf('\n', first - 1) + 1;
  if (!/^(?:@|async )?$/.test(text.slice(line, first))) return undefined;
  // A comment directly above belongs to what it stands above.
  for (;;) {
    const above = text.lastIndexOf('\n', line - 2) + 1;
    if (line === 0 || above < facts.importInsertion.offset || text[above] !== '#') return line;
    line = above;
  }
});
