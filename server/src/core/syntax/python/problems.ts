/** What is wrong with the syntax of a text: what the parser could not read, and what it reads although Python does not. */
import type { Span } from '../../text/span';
import type { SyntaxTree } from './syntaxTree';

const COMPREHENSIONS = new Set(['list_comprehension', 'set_comprehension', 'dictionary_comprehension', 'generator_expression']);

/** The nearest thing round an expression that says whether it may wait or yield. */
type Around = 'module' | 'function' | 'async function' | 'lambda' | 'class' | 'comprehension';

export function problemsOf(tree: SyntaxTree): readonly Span[] {
  const { rows } = tree;
  const problems: Span[] = [];
  const open: { readonly end: number; readonly around: Around; readonly isAsync: boolean }[] = [];
  for (let row = 0; row < rows.types.length; row++) {
    while (open.length > 0 && row >= open.at(-1)!.end) open.pop();
    const outer = open.at(-1) ?? { end: Infinity, around: 'module' as const, isAsync: true };
    const type = tree.type(row);
    const span = { start: tree.start(row), end: tree.end(row) };
    if (type === 'ERROR') problems.push(span);
    // A notebook, and `python -m asyncio`, may wait at the top.
    else if (type === 'await' && !outer.isAsync) problems.push(span);
    else if (type === 'yield' && outer.around === 'comprehension') problems.push(span);
    const around = aroundOf(tree, row, type);
    if (around === undefined) continue;
    const isAsync = around === 'comprehension' ? outer.isAsync : around === 'async function';
    open.push({ end: rows.nexts[row]!, around, isAsync });
  }
  return problems.length === 0 && tree.hasErrors ? [{ start: 0, end: 0 }] : problems;
}

function aroundOf(tree: SyntaxTree, row: number, type: string): Around | undefined {
  if (type === 'function_definition')
    return tree.textBetween(tree.start(row), tree.start(row) + 5) === 'async' ? 'async function' : 'function';
  if (type === 'lambda') return 'lambda';
  if (type === 'class_definition') return 'class';
  return COMPREHENSIONS.has(type) ? 'comprehension' : undefined;
}
