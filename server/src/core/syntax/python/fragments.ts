import type { Grammar } from './grammar';
import { RowBuffer } from './rowBuffer';
import { SyntaxTree } from './syntaxTree';
import { parseTree } from './treeReader';

/** How many fragments are kept: a file's annotations recur, from keystroke to keystroke too. */
const CAPACITY = 512;

const cachesByGrammar = new WeakMap<Grammar, Fragments>();

/** Trees of small sources that stand inside a file's strings. */
export class Fragments {
  private readonly trees = new Map<string, SyntaxTree>();

  private constructor(private readonly grammar: Grammar) {}

  static of(grammar: Grammar): Fragments {
    let fragments = cachesByGrammar.get(grammar);
    if (fragments === undefined) cachesByGrammar.set(grammar, (fragments = new Fragments(grammar)));
    return fragments;
  }

  /** The tree of a source whose first character has the given offset. */
  tree(source: string, offset: number): SyntaxTree {
    let tree = this.trees.get(source);
    if (tree === undefined) {
      if (this.trees.size >= CAPACITY) this.trees.clear();
      this.trees.set(source, (tree = parseTree(this.grammar, source)));
    }
    return shifted(tree, offset);
  }
}

function shifted(tree: SyntaxTree, offset: number): SyntaxTree {
  const buffer = new RowBuffer(tree.rows.types.length);
  buffer.copyRows(tree.rows, 0, tree.rows.types.length, offset);
  return new SyntaxTree(tree.grammar, tree.text, buffer.rows(), tree.hasErrors, offset);
}
