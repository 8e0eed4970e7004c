import { RowBuffer } from './rowBuffer';
import type { Region } from './regions';
import { SyntaxTree } from './syntaxTree';
import { parseTree } from './treeReader';

/** What the statements of an indented block are put under to be parsed alone. */
const WRAPPER = 'if 0:\n';

const buffer = new RowBuffer(1 << 14);

/**
 * The tree of a text that differs from the old one within a region only: the region is parsed, the rest taken over.
 * Undefined when what is parsed turns out not to be statements of the region's block.
 */
export function parseRegion(old: SyntaxTree, region: Region, text: string, shift: number): SyntaxTree | undefined {
  const source = text.slice(region.start, region.end + shift);
  // The line behind would go on what ends in a backslash.
  if (/\\\s*$/.test(source)) return undefined;
  const isNested = region.ancestors.length > 0;
  const parsed = parseTree(old.grammar, isNested ? WRAPPER + source : source);
  const block = isNested ? wrappedBlock(parsed) : 0;
  return block === undefined ? undefined : splice(old, region, text, shift, parsed, block);
}

/** The block below the wrapper; undefined when something stands beside it. */
function wrappedBlock(parsed: SyntaxTree): number | undefined {
  const wrapper = parsed.firstChild(0);
  if (wrapper === 0 || parsed.type(wrapper) !== 'if_statement' || parsed.nextChild(wrapper, 0) !== 0) return undefined;
  const block = parsed.child(wrapper, 'consequence');
  const isLast = block !== 0 && parsed.nextChild(block, wrapper) === 0;
  return isLast && parsed.type(block) === 'block' ? block : undefined;
}

function splice(old: SyntaxTree, region: Region, text: string, shift: number, parsed: SyntaxTree, block: number): SyntaxTree {
  const moved = region.start - (block === 0 ? 0 : WRAPPER.length);
  const { rows } = old;
  const blockEnd = rows.nexts[region.block]!;
  const first = region.first === 0 ? region.block + 1 : region.first;
  const behind = region.behind === 0 ? blockEnd : region.behind;
  buffer.clear();
  buffer.copyRows(rows, 0, first, 0);
  buffer.copyRows(parsed.rows, block + 1, parsed.rows.nexts[block]!, moved);
  const grown = buffer.length - behind;
  buffer.copyRows(rows, behind, rows.types.length, shift);
  for (const row of [0, ...region.ancestors]) {
    // A block ends with its last statement.
    const end = region.behind === 0 && row !== 0 && rows.nexts[row] === blockEnd ? parsed.end(block) + moved : rows.ends[row]! + shift;
    buffer.reclose(row, end, rows.nexts[row]! + grown);
  }
  buffer.copyComments(rows, 0, region.start, 0);
  buffer.copyComments(parsed.rows, 0, Infinity, moved);
  buffer.copyComments(rows, region.end, Infinity, shift);
  return new SyntaxTree(old.grammar, text, buffer.rows(), parsed.hasErrors);
}
