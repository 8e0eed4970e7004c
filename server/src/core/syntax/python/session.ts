import { Edit, type Point, type Tree } from 'web-tree-sitter';
import type { FileFacts } from '../facts';
import type { FrontEndSession } from '../frontEnd';
import type { Grammar } from './grammar';
import type { Handlers } from './handlers';
import { lowerTree, noFacts } from './lower';
import type { SyntaxTree } from './syntaxTree';
import { readTreeAgain, type Reuse } from './treeReader';

/** What changed between two texts, as offsets: everything before `start` and after the two ends is the same. */
interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** A Python document that changes: the tree is edited and parsed again where the text changed. */
export class PythonSession implements FrontEndSession {
  private parsed: Tree | undefined;
  private tree: SyntaxTree | undefined;
  private facts: FileFacts | undefined;

  constructor(
    private readonly grammar: Grammar,
    private readonly handlers: Handlers,
  ) {}

  update(text: string): FileFacts {
    if (this.facts && this.tree?.text === text) return this.facts;
    try {
      this.tree = this.parse(text);
      this.facts = lowerTree(this.tree, this.handlers);
    } catch {
      this.dispose();
      this.facts = noFacts(text);
    }
    return this.facts;
  }

  dispose(): void {
    this.parsed?.delete();
    this.parsed = undefined;
    this.tree = undefined;
    this.facts = undefined;
  }

  private parse(text: string): SyntaxTree {
    const { parsed: previous, tree, grammar } = this;
    if (previous === undefined || tree === undefined) {
      this.parsed = grammar.parse(text);
      return readTreeAgain(grammar, this.parsed, text, undefined);
    }
    const change = difference(tree.text, text);
    previous.edit(editOf(tree.text, text, change));
    const reuse: Reuse = { rows: tree.rows, start: change.start, oldEnd: change.oldEnd, shift: change.newEnd - change.oldEnd };
    this.parsed = grammar.parse(text, previous);
    try {
      return readTreeAgain(grammar, this.parsed, text, reuse);
    } finally {
      previous.delete();
    }
  }
}

/** The changed region: what is left between the longest common prefix and suffix. */
function difference(old: string, text: string): Change {
  const limit = Math.min(old.length, text.length);
  let start = 0;
  // Whole stretches compare many times faster than single characters.
  while (start + STRETCH <= limit && old.slice(start, start + STRETCH) === text.slice(start, start + STRETCH)) start += STRETCH;
  while (start < limit && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  let same = 0;
  while (same + STRETCH <= limit - start && tail(old, same) === tail(text, same)) same += STRETCH;
  while (same < limit - start && old.charCodeAt(old.length - 1 - same) === text.charCodeAt(text.length - 1 - same)) same++;
  return { start, oldEnd: old.length - same, newEnd: text.length - same };
}

/** The stretch that ends `same` characters before the text does. */
function tail(text: string, same: number): string {
  return text.slice(text.length - same - STRETCH, text.length - same);
}

const STRETCH = 1024;

function editOf(old: string, text: string, { start, oldEnd, newEnd }: Change): Edit {
  const startPosition = advance({ row: 0, column: 0 }, old, 0, start);
  return new Edit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition,
    oldEndPosition: advance(startPosition, old, start, oldEnd),
    newEndPosition: advance(startPosition, text, start, newEnd),
  });
}

/** The point that lies behind `from..to` when `from` is at `point`. Tree-sitter counts LF only. */
function advance(point: Point, text: string, from: number, to: number): Point {
  let { row } = point;
  let lineStart = from - point.column;
  for (let i = text.indexOf('\n', from); i !== -1 && i < to; i = text.indexOf('\n', i + 1)) {
    row++;
    lineStart = i + 1;
  }
  return { row, column: to - lineStart };
}
