import type ts from 'typescript';
import type { Comment } from '../facts';
import { lineEnd, type SourceText } from './sourceText';

/**
 * All comments of a file, in order. The tree has none, and only it knows whether a `//` is a comment or part of a
 * string, template, regular expression or JSX text: so every candidate is looked up in the tree. Candidates come in
 * order, so one path down the tree, moved forward, answers them all; the path is a list, not a recursion.
 */
export function collectComments(tsModule: typeof ts, sourceFile: ts.SourceFile, source: SourceText): Comment[] {
  const { text } = source;
  const result: Comment[] = [];
  const literals = new LiteralFinder(tsModule, sourceFile, source);
  let i = text.startsWith('#!') ? lineEnd(text, 0) : 0;
  for (i = text.indexOf('/', i); i !== -1; i = text.indexOf('/', i)) {
    const next = text[i + 1];
    if (next !== '/' && next !== '*') {
      i++;
      continue;
    }
    const literalEnd = literals.endOfLiteralAt(i);
    if (literalEnd !== undefined) {
      i = Math.max(literalEnd, i + 1);
      continue;
    }
    const close = next === '/' ? lineEnd(text, i) : text.indexOf('*/', i + 2) + 2;
    const end = close < i + 2 ? text.length : close;
    result.push({ span: { start: i, end }, text: text.slice(i, end) });
    i = end;
  }
  return result;
}

interface Level {
  readonly children: readonly ts.Node[];
  next: number;
}

class LiteralFinder {
  private readonly path: Level[];
  private readonly literalKinds: ReadonlySet<ts.SyntaxKind>;

  constructor(
    private readonly tsModule: typeof ts,
    sourceFile: ts.SourceFile,
    private readonly source: SourceText,
  ) {
    const K = tsModule.SyntaxKind;
    this.literalKinds = new Set([
      K.StringLiteral,
      K.NoSubstitutionTemplateLiteral,
      K.TemplateHead,
      K.TemplateMiddle,
      K.TemplateTail,
      K.RegularExpressionLiteral,
      K.JsxText,
    ]);
    this.path = [{ children: sourceFile.statements, next: 0 }];
  }

  /** Where the literal ends that the offset lies in; undefined outside literals. Offsets must not decrease. */
  endOfLiteralAt(offset: number): number | undefined {
    for (let level = this.path.at(-1); level; level = this.path.at(-1)) {
      while (level.next < level.children.length && level.children[level.next]!.end <= offset) level.next++;
      const node = level.children[level.next];
      if (!node || node.pos > offset) {
        if (this.path.length === 1) return undefined;
        // Past this level's nodes, perhaps still within the parent: that one holds the offset between its parts.
        const parent = this.path.at(-2)!;
        if (parent.children[parent.next]!.end > offset) return undefined;
        this.path.pop();
        continue;
      }
      const isJsxText = node.kind === this.tsModule.SyntaxKind.JsxText;
      if (!isJsxText && offset < this.source.start(node)) return undefined;
      if (this.literalKinds.has(node.kind)) return node.end;
      const children = this.childrenOf(node);
      if (children.length === 0) return undefined;
      this.path.push({ children, next: 0 });
    }
    return undefined;
  }

  private childrenOf(node: ts.Node): readonly ts.Node[] {
    const children: ts.Node[] = [];
    this.tsModule.forEachChild(node, (child) => void children.push(child));
    return children;
  }
}
