import assert from 'node:assert/strict';
import test from 'node:test';
import ts from 'typescript';
import { frontEnd, sourcesBelow } from './ecmascriptSupport';

/** Real code, and our own. */
const files = [
  ...['openai/src', 'undici/lib', 'vscode-languageserver/lib', 'mocha/lib', 'fast-check/lib', 'commander/lib'].flatMap((name) =>
    sourcesBelow(`node_modules/${name}`, 60),
  ),
  ...sourcesBelow('server/src'),
  ...sourcesBelow('client/src'),
  ...sourcesBelow('test/core/syntax'),
].map(({ path, text }) => ({
  path,
  text,
  sourceFile: ts.createSourceFile(path, text, ts.ScriptTarget.Latest),
  facts: frontEnd.analyze(path, text),
}));

function isImportCall(node: ts.CallExpression | ts.NewExpression): boolean {
  const argument = node.arguments?.[0];
  const { expression } = node;
  if (!ts.isCallExpression(node) || !argument || !ts.isStringLiteralLike(argument)) return false;
  return expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require');
}

test('there is enough real code to compare', () => {
  assert.ok(files.length > 200, `${files.length} files`);
});

test('the calls found are those a plain walk of the tree finds', () => {
  for (const { path, sourceFile, facts } of files) {
    const expected: string[] = [];
    const walk = (node: ts.Node): void => {
      if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && !isImportCall(node)) {
        expected.push(`${node.getStart(sourceFile)}-${node.end}`);
      }
      ts.forEachChild(node, walk);
    };
    walk(sourceFile);
    const found = facts.calls.map(({ call }) => call.span);
    const starts = found.map(({ start }) => start);
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => a - b),
      `${path} lists calls in order`,
    );
    assert.deepEqual(found.map(({ start, end }) => `${start}-${end}`).sort(), expected.sort(), path);
  }
});

test('the comments found are those the scanner finds between tokens', () => {
  for (const { path, text, sourceFile, facts } of files) {
    const expected = new Set<number>();
    const collect = (node: ts.Node): void => {
      const children = node.getChildren(sourceFile);
      if (children.length > 0) return children.forEach(collect);
      if (node.kind === ts.SyntaxKind.JsxText) return;
      const ranges = [...(ts.getLeadingCommentRanges(text, node.pos) ?? []), ...(ts.getTrailingCommentRanges(text, node.end) ?? [])];
      for (const { pos } of ranges) expected.add(pos);
    };
    collect(sourceFile);
    const found = facts.comments.map(({ span }) => span.start);
    assert.deepEqual(
      found,
      [...expected].sort((a, b) => a - b),
      path,
    );
  }
});

test('names of top-level declarations are those the tree declares', () => {
  for (const { path, sourceFile, facts } of files) {
    const bound = new Set(facts.bindings.filter(({ scope }) => scope === 0).map(({ name }) => name));
    for (const statement of sourceFile.statements) {
      const names = ts.isVariableStatement(statement)
        ? statement.declarationList.declarations.map(({ name }) => name)
        : ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)
          ? [statement.name]
          : [];
      for (const name of names) {
        if (name && ts.isIdentifier(name)) assert.ok(bound.has(name.text), `${name.text} in ${path}`);
      }
    }
  }
});
