import type { ImportInsertion } from '../facts';
import type { SyntaxTree } from './syntaxTree';

const IMPORTS = new Set(['import_statement', 'import_from_statement', 'future_import_statement']);

/** The start of the line after the module's head: shebang and comments, docstring, and the first run of imports. */
export function importInsertionOf(tree: SyntaxTree): ImportInsertion {
  const statements = tree.children(0);
  let last = -1;
  let hasImport = false;
  for (let i = 0; i < statements.length; i++) {
    const isImport = IMPORTS.has(tree.type(statements[i]!));
    if (!isImport && !(i === 0 && isDocstring(tree, statements[i]!))) break;
    hasImport ||= isImport;
    last = i;
  }
  if (last === -1) return { offset: afterHeadComments(tree, statements[0] ?? 0), needsBlankLine: true, style: 'import' };
  // `import a; b = [` goes on: the next statement's lines have to end first.
  let line = lineAfter(tree.text, tree.end(statements[last]!));
  for (let i = last + 1; i < statements.length && tree.start(statements[i]!) < line; i++) {
    line = Math.max(line, lineAfter(tree.text, tree.end(statements[i]!)));
  }
  return { offset: line, needsBlankLine: !hasImport, style: 'import' };
}

function isDocstring(tree: SyntaxTree, statement: number): boolean {
  if (tree.type(statement) !== 'expression_statement') return false;
  const expression = tree.firstChild(statement);
  return expression !== 0 && (tree.type(expression) === 'string' || tree.type(expression) === 'concatenated_string');
}

/**
 * After the comments the file begins with (shebang, encoding, licence). Of a run that touches the first statement only
 * shebang and encoding count: the others speak of the statement.
 */
function afterHeadComments(tree: SyntaxTree, first: number): number {
  const { text, rows } = tree;
  let offset = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let fixed = offset;
  for (let i = 0; i < rows.commentStarts.length && rows.commentStarts[i] === offset; i++) {
    const comment = text.slice(offset, rows.commentEnds[i]);
    offset = lineAfter(text, rows.commentEnds[i]!);
    if (i < 2 && (comment.startsWith('#!') || /coding[:=]/.test(comment))) fixed = offset;
  }
  return first !== 0 && tree.start(first) === offset ? fixed : offset;
}

function lineAfter(text: string, offset: number): number {
  for (let i = offset; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) return i + 1;
    if (code === 13) return text.charCodeAt(i + 1) === 10 ? i + 2 : i + 1;
  }
  return text.length;
}
