import type ts from 'typescript';
import type { Comment, ImportInsertion } from '../facts';
import type { Dialect } from './dialect';
import { isStringLike, nameText } from './names';
import { lineEnd } from './sourceText';

/** Comments that speak of the file, not of the code below them. */
const FILE_COMMENT =
  /licen[cs]e|copyright|\bspdx|^\/\*!|^\/\/\/\s*<|@ts-(no)?check|eslint-(en|dis)able|@(flow|jest-environment|file|fileoverview|packageDocumentation)\b/i;

/** Where a new import may be inserted, and in which style: see `ImportInsertion`. */
export function findImportInsertion(
  tsModule: typeof ts,
  sourceFile: ts.SourceFile,
  comments: readonly Comment[],
  usesRequire: boolean,
  dialect: Dialect,
): ImportInsertion {
  const { text } = sourceFile;
  const K = tsModule.SyntaxKind;
  const { statements } = sourceFile;
  const style = styleOf(K, statements, usesRequire, dialect);
  let index = 0;
  while (index < statements.length && isDirective(K, statements[index]!)) index++;
  const afterDirectives = statements[index - 1];
  if (statements[index] && isImport(K, statements[index]!)) {
    while (statements[index + 1] && isImport(K, statements[index + 1]!)) index++;
    return { offset: afterLine(text, statements[index]!.end), needsBlankLine: false, style };
  }
  const start = afterDirectives ? afterLine(text, afterDirectives.end) : headerEnd(text, comments);
  return { offset: start, needsBlankLine: true, style };
}

function styleOf(
  K: typeof ts.SyntaxKind,
  statements: readonly ts.Statement[],
  usesRequire: boolean,
  dialect: Dialect,
): ImportInsertion['style'] {
  if (dialect.extension === '.cjs') return 'require';
  const usesModules = statements.some((statement) => {
    if (statement.kind === K.ImportEqualsDeclaration) return false;
    return (
      statement.kind === K.ImportDeclaration ||
      statement.kind === K.ExportDeclaration ||
      statement.kind === K.ExportAssignment ||
      ((statement as ts.VariableStatement).modifiers?.some((modifier) => modifier.kind === K.ExportKeyword) ?? false)
    );
  });
  return usesRequire && !usesModules ? 'require' : 'import';
}

function isDirective(K: typeof ts.SyntaxKind, statement: ts.Statement): boolean {
  return statement.kind === K.ExpressionStatement && (statement as ts.ExpressionStatement).expression.kind === K.StringLiteral;
}

function isImport(K: typeof ts.SyntaxKind, statement: ts.Statement): boolean {
  switch (statement.kind) {
    case K.ImportDeclaration:
    case K.ImportEqualsDeclaration:
      return true;
    case K.ExpressionStatement:
      return startsWithRequire(K, (statement as ts.ExpressionStatement).expression);
    case K.VariableStatement: {
      const { declarations } = (statement as ts.VariableStatement).declarationList;
      return declarations.length > 0 && declarations.every(({ initializer }) => initializer && startsWithRequire(K, initializer));
    }
    default:
      return false;
  }
}

/** `require('x')`, `require('x').y`, `require('dotenv').config()`. */
function startsWithRequire(K: typeof ts.SyntaxKind, expression: ts.Expression): boolean {
  let node = expression;
  for (;;) {
    if (node.kind === K.CallExpression) {
      const { expression: callee, arguments: args } = node as ts.CallExpression;
      if (callee.kind === K.Identifier) {
        return nameText(callee as ts.Identifier) === 'require' && args.length > 0 && isStringLike(K, args[0]!);
      }
      node = callee;
    } else if (node.kind === K.PropertyAccessExpression) {
      node = (node as ts.PropertyAccessExpression).expression;
    } else {
      return false;
    }
  }
}

/** The start of the next line, if nothing but a comment follows on this one; else right here. */
function afterLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  if (!/^[\s;]*(\/\/.*|\/\*[^]*\*\/\s*)?$/.test(text.slice(offset, end))) return offset;
  return afterLineBreak(text, end);
}

function afterLineBreak(text: string, offset: number): number {
  if (offset >= text.length) return text.length;
  return text.startsWith('\r\n', offset) ? offset + 2 : offset + 1;
}

/** The end of shebang and of the comments that head the file, blank lines after them included. */
function headerEnd(text: string, comments: readonly Comment[]): number {
  let end = text.startsWith('#!') ? afterLineBreak(text, lineEnd(text, 0)) : text.startsWith('\uFEFF') ? 1 : 0;
  let position = end;
  for (const { span, text: comment } of comments) {
    if (text.slice(position, span.start).trim() !== '') break;
    const line = afterLine(text, span.end);
    if (line === span.end && span.end < text.length) break;
    position = line;
    const isSetApart = /^[ \t]*(\r?\n|$)/.test(text.slice(line, line + 200));
    if (isSetApart || FILE_COMMENT.test(comment)) end = line;
  }
  const blank = /^(?:[ \t]*\r?\n)+/.exec(text.slice(end));
  return blank ? end + blank[0].length : end;
}
