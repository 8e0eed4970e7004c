import { emptyFlow } from '../flow/emptyFlow';
import type { FileFlow } from '../flow/flow';
import type { FileFacts } from '../facts';
import type { FrontEndSession } from '../frontEnd';
import { difference } from '../../text/change';
import { flowOf } from './flow/fileFlow';
import type { Grammar } from './grammar';
import type { Handlers } from './handlers';
import { lowerTree, noFacts } from './lower';
import { changedRegions } from './regions';
import { parseRegion } from './splice';
import type { SyntaxTree } from './syntaxTree';
import { parseTree } from './treeReader';

/**
 * A Python document that changes. Of the last text without syntax errors all statements but those round the edit are
 * kept; only these few are parsed again. (Tree-sitter's own incremental parsing is slower: the edit of one line of a
 * method often makes it parse the rest of the file anew.)
 *
 * A text with errors is parsed whole: what the parser makes of it must not hang on what stood there before.
 */
export class PythonSession implements FrontEndSession {
  /** The tree of the last text without errors. */
  private base: SyntaxTree | undefined;
  /** The tree of the text as it is now. */
  private tree: SyntaxTree | undefined;
  private text: string | undefined;
  private facts: FileFacts | undefined;

  constructor(
    private readonly grammar: Grammar,
    private readonly handlers: Handlers,
  ) {}

  update(text: string): FileFacts {
    if (this.facts && this.text === text) return this.facts;
    this.tree = undefined;
    try {
      const tree = this.parse(text);
      this.tree = tree;
      if (!tree.hasErrors) this.base = tree;
      this.facts = lowerTree(tree, this.handlers);
    } catch (error) {
      this.facts = noFacts(text, error);
    }
    this.text = text;
    return this.facts;
  }

  flow(): FileFlow {
    return this.tree ? flowOf(this.tree) : emptyFlow('python', this.text ?? '');
  }

  dispose(): void {
    this.base = undefined;
    this.tree = undefined;
    this.text = undefined;
    this.facts = undefined;
  }

  private parse(text: string): SyntaxTree {
    const { base } = this;
    if (base === undefined) return parseTree(this.grammar, text);
    const change = difference(base.text, text);
    if (change.start === change.oldEnd && change.start === change.newEnd) return base;
    for (const region of changedRegions(base, change).slice(0, MOST_REGIONS)) {
      if (region.end - region.start > LARGEST) break;
      const tree = parseRegion(base, region, text, change.newEnd - change.oldEnd);
      if (tree && !tree.hasErrors) return tree;
    }
    // How far an error reaches is for the whole text to say: what is shown must be what a fresh look would show.
    return parseTree(this.grammar, text);
  }
}

/** What is broken in a small region is seldom whole in a larger one: not worth much time. */
const MOST_REGIONS = 4;
const LARGEST = 12_000;
