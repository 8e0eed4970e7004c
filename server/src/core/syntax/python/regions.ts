import type { Change } from '../../text/change';
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

/**
 * Regions that hold the change, the smallest first. Each is followed by one that takes in a statement more at both ends:
 * what became an `else:` belongs to the one before, a decorator needs the one behind.
 */
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

function regionsIn(
  tree: SyntaxTree,
  block: number,
  ancestors: readonly number[],
  { start, oldEnd }: Change,
): { regions: Region[]; holder: number } | undefined {
  const statements = tree.children(block);
  // The parser forgives statements that are indented more than their block; where they belong may change, so they can't be a border.
  const indent = block === 0 ? '' : indentOf(tree, statements[0] ?? 0);
  if (!/^[ \t]*$/.test(indent)) return undefined;
  const isBorder = (statement: number): boolean => indentOf(tree, statement) === indent;
  // The last statement that begins before the change: the change may make it longer.
  let first = -1;
  for (let i = 0; i < statements.length && tree.start(statements[i]!) < start; i++) if (isBorder(statements[i]!)) first = i;
  if (first === -1 && block !== 0) return undefined;
  let behind = Math.max(first, 0);
  while (behind < statements.length && !(lineStart(tree, statements[behind]!) > oldEnd && isBorder(statements[behind]!))) behind++;
  const region = (from: number, to: number): Region => ({
    block,
    ancestors,
    first: from < 0 ? 0 : statements[from]!,
    behind: statements[to] ?? 0,
    start: from < 0 ? 0 : lineStart(tree, statements[from]!),
    end: to < statements.length ? lineStart(tree, statements[to]!) : endOf(tree, ancestors),
  });
  let before = first - 1;
  while (before > 0 && !isBorder(statements[before]!)) before--;
  let next = behind + 1;
  while (next < statements.length && !isBorder(statements[next]!)) next++;
  const isWhole = first <= 0 && behind >= statements.length;
  const wider = region(block === 0 ? before : Math.max(before, 0), next);
  return { regions: isWhole ? [region(first, behind)] : [region(first, behind), wider], holder: statements[first] ?? 0 };
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

/** What stands before a statement on its line. */
function indentOf(tree: SyntaxTree, statement: number): string {
  return tree.text.slice(lineStart(tree, statement), tree.start(statement));
}

function lineStart(tree: SyntaxTree, node: number): number {
  return tree.text.lastIndexOf('\n', tree.start(node) - 1) + 1;
}
