/** What the parsers alone take for the same keystrokes: the machine's speed, so that figures can be compared across machines. */
import { createRequire } from 'node:module';
import * as fs from 'node:fs';
import ts from 'typescript';
import { Language, Parser } from 'web-tree-sitter';
import { difference } from '../../server/src/core/text/change';

/** Milliseconds of `updateSourceFile` per edit. */
export function rawTypeScript(texts: readonly string[]): number[] {
  let tree = ts.createSourceFile('a.ts', texts[0]!, ts.ScriptTarget.Latest);
  return texts.slice(1).map((text) => {
    const { start, oldEnd, newEnd } = difference(tree.text, text);
    const before = performance.now();
    tree = ts.updateSourceFile(tree, text, { span: { start, length: oldEnd - start }, newLength: newEnd - start });
    return performance.now() - before;
  });
}

/** Milliseconds of tree-sitter's incremental parse per edit, without reading the tree. */
export async function rawTreeSitter(texts: readonly string[]): Promise<number[]> {
  const resolve = createRequire(__filename).resolve;
  const parser = new Parser();
  parser.setLanguage(
    await Language.load(new Uint8Array(fs.readFileSync(resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm')))),
  );
  let last = texts[0]!;
  let tree = parser.parse(last)!;
  return texts.slice(1).map((text) => {
    const { start, oldEnd, newEnd } = difference(last, text);
    const before = performance.now();
    const at = (offset: number): { row: number; column: number } => ({ row: text.slice(0, offset).split('\n').length - 1, column: 0 });
    const edit = {
      startIndex: start,
      oldEndIndex: oldEnd,
      newEndIndex: newEnd,
      startPosition: at(start),
      oldEndPosition: at(oldEnd),
      newEndPosition: at(newEnd),
    };
    tree.edit(edit as Parameters<typeof tree.edit>[0]);
    const next = parser.parse(text, tree)!;
    tree.delete();
    tree = next;
    last = text;
    return performance.now() - before;
  });
}
