import type { Tree } from 'web-tree-sitter';
import { Treatment, type Grammar } from './grammar';
import { firstAtLeast, RowBuffer } from './rowBuffer';
import { treeAddress } from './runtime';
import { SyntaxTree, type Rows } from './syntaxTree';

/** What an edit left alone: the text before `start`, and the text from `oldEnd` on, which moved by `shift`. */
export interface Reuse {
  readonly rows: Rows;
  readonly start: number;
  readonly oldEnd: number;
  readonly shift: number;
}

/** Nodes shorter than this are read again rather than looked up. */
const WORTH_REUSING = 32;

const ERROR_SYMBOL = 65535;

/** One buffer serves all trees: reading is synchronous. */
const buffer = new RowBuffer(1 << 14);

/** Copies a tree-sitter tree into a `SyntaxTree`. */
export function readTree(grammar: Grammar, tree: Tree, text: string): SyntaxTree {
  return read(grammar, tree, text, false, undefined);
}

/**
 * The same for a tree that was parsed incrementally: subtrees that tree-sitter took over from the previous tree (it
 * keeps their ids then) are copied from its rows. The previous tree must not have been deleted yet, or an id could
 * have been given away again.
 */
export function readTreeAgain(grammar: Grammar, tree: Tree, text: string, reuse: Reuse | undefined): SyntaxTree {
  return read(grammar, tree, text, true, reuse);
}

/** A tree whose statements from `first` on are those of another tree, moved by `shift`. */
export function joinTail(head: SyntaxTree, other: SyntaxTree, first: number, shift: number, text: string): SyntaxTree {
  buffer.clear();
  buffer.copy(head.rows, 0, 0, 0);
  buffer.copyTail(other.rows, first, shift);
  return new SyntaxTree(head.grammar, text, buffer.rows(false), head.hasErrors);
}

function read(grammar: Grammar, tree: Tree, text: string, withIds: boolean, reuse: Reuse | undefined): SyntaxTree {
  const { functions, transferBuffer } = grammar.runtime;
  const address = treeAddress(tree);
  const hasErrors = tree.rootNode.hasError;
  const { treatments, fieldCodes } = grammar;
  const cursor = tree.walk();
  const registers = cursor as unknown as [number, number, number, number];
  const slot = transferBuffer >> 2;
  // From here to the end of the walk nothing else may use the transfer buffer: the cursor lives there.
  for (let i = 0; i < 4; i++) functions.HEAP32[slot + i] = registers[i]!;

  buffer.clear();
  const parents: number[] = [];
  for (;;) {
    const type = functions._ts_tree_cursor_current_node_type_id_wasm(address);
    const treatment = treatments[type]!;
    let descend = false;
    if (treatment !== Treatment.Ignored && (treatment !== Treatment.Token || isInError(parents))) {
      const start = functions._ts_tree_cursor_start_index_wasm(address);
      const end = functions._ts_tree_cursor_end_index_wasm(address);
      if (treatment === Treatment.Comment) buffer.addComment(start, end);
      else {
        const field = fieldCodes[functions._ts_tree_cursor_current_field_id_wasm(address)]!;
        const id = withIds && end - start >= WORTH_REUSING ? functions._ts_tree_cursor_current_node_id_wasm(address) : 0;
        const old = reuse && id !== 0 ? untouchedRow(reuse, id, type, start, end) : -1;
        if (old !== -1) buffer.copy(reuse!.rows, old, start - reuse!.rows.starts[old]!, field);
        else {
          const row = buffer.add(type, field, start, end, id);
          descend =
            (treatment === Treatment.Node || (treatment === Treatment.String && mayInterpolate(text, start))) &&
            functions._ts_tree_cursor_goto_first_child_wasm(address) !== 0;
          if (descend) parents.push(row);
        }
      }
    }
    if (descend) continue;
    while (parents.length > 0 && functions._ts_tree_cursor_goto_next_sibling_wasm(address) === 0) {
      functions._ts_tree_cursor_goto_parent_wasm(address);
      buffer.close(parents.pop()!);
    }
    if (parents.length === 0) break;
  }

  for (let i = 0; i < 4; i++) registers[i] = functions.HEAP32[slot + i]!;
  cursor.delete();
  return new SyntaxTree(grammar, text, buffer.rows(withIds), hasErrors);
}

function isInError(parents: readonly number[]): boolean {
  return parents.length > 0 && buffer.type(parents[parents.length - 1]!) === ERROR_SYMBOL;
}

/** Whether the string that starts here has an `f` or `t` among its prefix letters. */
function mayInterpolate(text: string, start: number): boolean {
  for (let i = start; i < start + 3; i++) {
    const letter = text.charCodeAt(i) | 32;
    if (letter === 0x66 || letter === 0x74) return true;
    if (letter < 0x61 || letter > 0x7a) return false;
  }
  return false;
}

/**
 * The old row of a node that tree-sitter took over; -1 for one it made anew. It is the same node and lies where its text
 * now lies; the id alone would do, but the place is what finds it fast.
 */
function untouchedRow({ rows, start: from, oldEnd, shift }: Reuse, id: number, type: number, start: number, end: number): number {
  const { ids, types, starts, ends } = rows;
  // Behind the edit the text moved; what touches it is read again.
  const moved = end < from ? 0 : shift;
  if (end >= from && start - shift <= oldEnd) return -1;
  const oldStart = start - moved;
  for (let row = firstAtLeast(starts, oldStart); row < starts.length && starts[row] === oldStart; row++) {
    if (ids[row] === id) return types[row] === type && ends[row] === end - moved ? row : -1;
  }
  return -1;
}
