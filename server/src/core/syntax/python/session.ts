import type { Tree } from 'web-tree-sitter';
import type { FileFacts } from '../facts';
import type { FrontEndSession } from '../frontEnd';
import { difference, editOf, type Change } from './change';
import type { Grammar } from './grammar';
import type { Handlers } from './handlers';
import { lowerTree, noFacts } from './lower';
import type { SyntaxTree } from './syntaxTree';
import { joinTail, readTreeAgain } from './treeReader';

/** A text that was parsed, with the tree it was read from, which must be deleted. */
interface Parsed {
  readonly handle: Tree;
  readonly tree: SyntaxTree;
}

/**
 * A Python document that changes. What an edit left alone is taken from the last text without syntax errors. A line
 * that is half typed can make the parser swallow the rest of the file: as long as the text up to the next unchanged
 * top-level statement has errors, the rest stays as it was.
 */
export class PythonSession implements FrontEndSession {
  /** The last text without errors; before there is one, the last text. */
  private base: Parsed | undefined;
  private text: string | undefined;
  private facts: FileFacts | undefined;

  constructor(
    private readonly grammar: Grammar,
    private readonly handlers: Handlers,
  ) {}

  update(text: string): FileFacts {
    if (this.facts && this.text === text) return this.facts;
    try {
      this.facts = lowerTree(this.parse(text), this.handlers);
    } catch {
      this.dispose();
      this.facts = noFacts(text);
    }
    this.text = text;
    return this.facts;
  }

  dispose(): void {
    this.base?.handle.delete();
    this.base = undefined;
    this.text = undefined;
    this.facts = undefined;
  }

  private parse(text: string): SyntaxTree {
    const { base } = this;
    if (base === undefined) {
      const handle = this.grammar.parse(text);
      return this.rebase(handle, readTreeAgain(this.grammar, handle, text, undefined));
    }
    const change = difference(base.tree.text, text);
    const handle = this.parseFrom(base, text, change);
    if (!handle.rootNode.hasError || base.tree.hasErrors) return this.rebase(handle, this.read(handle, text, base, change));
    try {
      return this.parseHead(base, text, change) ?? this.read(handle, text, base, change);
    } finally {
      handle.delete();
    }
  }

  /** The tree of a text whose errors end before an unchanged top-level statement; undefined when there are none before it. */
  private parseHead(base: Parsed, text: string, { start, oldEnd, newEnd }: Change): SyntaxTree | undefined {
    const first = firstStatementAfter(base.tree, oldEnd);
    if (first === 0) return undefined;
    const shift = newEnd - oldEnd;
    const head = text.slice(0, base.tree.start(first) + shift);
    const change: Change = { start, oldEnd: base.tree.text.length, newEnd: head.length };
    const handle = this.parseFrom(base, head, change);
    try {
      if (!handle.rootNode.hasError) return undefined;
      return joinTail(this.read(handle, head, base, change), base.tree, first, shift, text);
    } finally {
      handle.delete();
    }
  }

  private parseFrom(base: Parsed, text: string, change: Change): Tree {
    const edited = base.handle.copy();
    try {
      edited.edit(editOf(base.tree.text, text, change));
      return this.grammar.parse(text, edited);
    } finally {
      edited.delete();
    }
  }

  private read(handle: Tree, text: string, base: Parsed, { start, oldEnd, newEnd }: Change): SyntaxTree {
    return readTreeAgain(this.grammar, handle, text, { rows: base.tree.rows, start, oldEnd, shift: newEnd - oldEnd });
  }

  private rebase(handle: Tree, tree: SyntaxTree): SyntaxTree {
    this.base?.handle.delete();
    this.base = { handle, tree };
    return tree;
  }
}

/** The first top-level statement that starts a line of its own behind the offset; 0 when there is none. */
function firstStatementAfter(tree: SyntaxTree, offset: number): number {
  for (let statement = tree.firstChild(0); statement !== 0; statement = tree.nextChild(statement, 0)) {
    const start = tree.start(statement);
    if (start > offset && tree.text[start - 1] === '\n') return statement;
  }
  return 0;
}
