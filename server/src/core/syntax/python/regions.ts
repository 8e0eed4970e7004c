import type { Change } from './change';
import type { SyntaxTree } from './syntaxTree';

/** Consecutive statements of one block that an edit may have changed. */
export interface Region {
  /** The node whose children the statements are: the module or the block of a class. */
  readonly block: number;
  /** The nodes round the block, from the module's child inwards, the block itself included; empty for the module. */
  readonly ancestors: readonly number[];
  /** The first statement that is parsed again; 0 for all from the block's start. */
  readonly first: number;
  /** The first statement behind, which is kept; 0 when there is none. */
  readonly behind: number;
  /** Offsets in the old text. */
  readonly start: number;
  readonly end: number;
}

/** Regions that hold the change, the smallest first. Each is followed by one that takes in one more statement: a decorator needs its function. */
export function changedRegions(tree: SyntaxTree, change: Change): Region[] {
  const regions: Region[] = [];
  let block = 0;
  let ancestors: readonly number[] = [];
  for (;;) {
    const found = regionsIn(tree, block, ancestors, change);
    if (found === undefined) break;
    regions.unshift(...found.regions);
    const inner = innerBlock(tree, found.holder, change);
    if (inner === undefined) break;
    ancestors = [...ancestors, ...inner];
    block = inner[inner.length - 1]!;
  }
  return regions;
}

function regionsIn(tree: SyntaxTree, block: number, ancestors: readonly number[], { start, oldEnd }: Change): { regions: Region[]; holder: number } | undefined {
  const statements = tree.children(block);
  // The last statement that begins before the change: the change may make it longer.
  let first = -1;
  for (let i = 0; i < statements.length && tree.start(statements[i]!) < start; i++) if (startsLine(tree, statements[i]!)) first = i;
  if (first === -1 && block !== 0) return undefined;
  let behind = Math.max(first, 0);
  while (behind < statements.length && !(tree.start(statements[behind]!) > oldEnd && isBehind(tree, statements[behind]!, oldEnd))) behind++;
  const from = first === -1 ? 0 : lineStart(tree, statements[first]!);
  const region = (next: number): Region => ({
    block,
    ancestors,
    first: first === -1 ? 0 : statements[first]!,
    behind: next < statements.length ? statements[next]! : 0,
    start: from,
    end: next < statements.length ? lineStart(tree, statements[next]!) : endOf(tree, ancestors),
  });
  const regions = behind < statements.length ? [region(behind), region(behind + 1)] : [region(behind)];
  // The first column must be free for the statement behind: on a line of its own.
  return { regions: regions.filter(({ end }) => end >= oldEnd), holder: first === -1 ? 0 : statements[first]! };
}

/** From a statement that holds the change to the block of the class it defines; undefined when it is none. */
function innerBlock(tree: SyntaxTree, statement: number, { start, oldEnd }: Change): number[] | undefined {
  if (statement === 0) return undefined;
  const path = [statement];
  let definition = statement;
  if (tree.type(statement) === 'decorated_definition') {
    definition = tree.child(statement, 'definition');
    path.push(definition);
  }
  if (tree.type(definition) !== 'class_definition') return undefined;
  const block = tree.child(definition, 'body');
  if (block === 0 || start <= tree.start(block) || oldEnd >= tree.end(block)) return undefined;
  return [...path, block];
}

/** Where the text behind the last statement of a block ends: at the next statement of the nearest block round it that has one. */
function endOf(tree: SyntaxTree, ancestors: readonly number[]): number {
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const parent = i === 0 ? 0 : ancestors[i - 1]!;
    const next = tree.nextChild(ancestors[i]!, parent);
    if (next !== 0) return lineStart(tree, next);
  }
  return tree.text.length;
}

/** Only blanks stand before the statement on its line. */
function startsLine(tree: SyntaxTree, statement: number): boolean {
  const start = lineStart(tree, statement);
  return /^[ \t]*$/.test(tree.text.slice(start, tree.start(statement)));
}

/** The statement's line starts behind the change. */
function isBehind(tree: SyntaxTree, statement: number, oldEnd: number): boolean {
  return lineStart(tree, statement) > oldEnd && startsLine(tree, statement);
}

function lineStart(tree: SyntaxTree, node: number): number {
  return tree.text.lastIndexOf('\n', tree.start(node) - 1) + 1;
}
