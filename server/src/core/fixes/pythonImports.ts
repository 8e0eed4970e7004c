/** Adds names to the imports of a Python file: to the line that imports from the module already, or as a line of their own. */
import type { SourceUnit } from '../link/moduleHost';
import type { Binding } from '../syntax/facts';
import { insertion, type TextEdit } from '../text/textEdit';
import { styleOf } from './style';

/** Modules of the standard library that stand at the top of most files: a new line from it goes below them. */
const STANDARD = new Set(
  'abc argparse ast asyncio base64 collections concurrent contextlib copy csv dataclasses datetime enum functools glob hashlib inspect io itertools json logging math multiprocessing operator os pathlib pickle queue random re shutil signal subprocess sys tempfile textwrap threading time traceback typing unittest urllib uuid warnings'.split(
    ' ',
  ),
);

export interface PythonImport {
  readonly module: string;
  readonly names: readonly string[];
}

/** The edits that import what is not bound yet; none when everything is. */
export function pythonImports(unit: SourceUnit, wanted: readonly PythonImport[]): readonly TextEdit[] {
  return wanted.flatMap(({ module, names }) => {
    const missing = names.filter(
      (name) => !unit.facts.bindings.some((binding) => binding.scope === 0 && binding.kind === 'import' && binding.name === name),
    );
    return missing.length === 0 ? [] : [extended(unit, module, missing) ?? ownLine(unit, module, missing)];
  });
}

/** `import time` as a line of its own. */
export function pythonModuleImport(unit: SourceUnit, module: string): readonly TextEdit[] {
  if (unit.facts.bindings.some(({ scope, kind, name }) => scope === 0 && kind === 'import' && name === module)) return [];
  return [lineAt(unit, module, `import ${module}`)];
}

/** Insertions at the same offset as one, in their order: two would come in no certain one. */
export function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const byStart = new Map<number, TextEdit>();
  for (const edit of edits) {
    const before = byStart.get(edit.span.start);
    // One blank line below several new imports, not one below each.
    const first = before && /^(?:from|import) /.test(edit.newText) ? before.newText.replace(/(\r?\n)\r?\n$/, '$1') : before?.newText;
    byStart.set(edit.span.start, before ? { span: edit.span, newText: first! + edit.newText } : edit);
  }
  return [...byStart.values()];
}

/** `from openai import OpenAI` becomes `from openai import APIStatusError, OpenAI`, where the names stand on one line. */
function extended({ text, facts }: SourceUnit, module: string, names: readonly string[]): TextEdit | undefined {
  for (const { statement, scope, kind } of facts.bindings) {
    if (scope !== 0 || kind !== 'import') continue;
    const match = /^(from\s+([\w.]+)\s+import\s+)([\w, ]+)$/.exec(text.slice(statement.start, statement.end));
    if (!match || match[2] !== module) continue;
    const present = match[3]!.split(',').map((name) => name.trim());
    if (present.some((name) => !/^\w+$/.test(name))) continue;
    const isSorted = present.every((name, at) => at === 0 || compare(present[at - 1]!, name) <= 0);
    const all = isSorted ? [...present, ...names].sort(compare) : [...present, ...names];
    const line = `${match[1]}${all.join(', ')}`;
    if (line.length > 110) continue;
    return { span: { start: statement.start + match[1]!.length, end: statement.end }, newText: all.join(', ') };
  }
  return undefined;
}

/** As isort does: constants, then classes, then the rest. */
function compare(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function rank(name: string): number {
  if (name.length > 1 && name === name.toUpperCase()) return 0;
  return /^[A-Z]/.test(name) ? 1 : 2;
}

function ownLine(unit: SourceUnit, module: string, names: readonly string[]): TextEdit {
  return lineAt(unit, module, `from ${module} import ${[...names].sort(compare).join(', ')}`);
}

function lineAt(unit: SourceUnit, module: string, line: string): TextEdit {
  const { text, facts } = unit;
  const { newline } = styleOf(text, '');
  const { offset, needsBlankLine } = facts.importInsertion;
  const isStandard = STANDARD.has(module);
  const imports = facts.bindings.filter(({ scope, kind, statement }) => scope === 0 && kind === 'import' && statement.start < offset);
  const standard = imports.filter((binding) => isFromStandard(text, binding));
  if (isStandard && standard.length > 0) {
    // As isort does: `import x` before `from x import y`, each kind by name.
    const isPlain = line.startsWith('import ');
    const next = standard.find(({ statement }) => {
      const [, keyword, name] = /^(from|import)\s+([\w.]+)/.exec(text.slice(statement.start, statement.end))!;
      return (keyword === 'import') === isPlain ? name! > module : isPlain;
    });
    if (next) return insertion(lineStart(text, next.statement.start), `${line}${newline}`);
    return insertion(lineAfter(text, standard[standard.length - 1]!.statement.end), `${line}${newline}`);
  }
  if (isStandard && imports.length > 0) {
    const first = imports.find(({ statement }) => !text.slice(statement.start, statement.end).startsWith('from __future__'));
    if (first) return insertion(lineStart(text, first.statement.start), `${line}${newline}${newline}`);
  }
  return insertion(offset, `${line}${newline}${needsBlankLine ? newline : ''}`);
}

function isFromStandard(text: string, { statement }: Binding): boolean {
  const module = /^(?:from|import)\s+(\w+)/.exec(text.slice(statement.start, statement.end))?.[1];
  return module !== undefined && STANDARD.has(module);
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function lineAfter(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}
