import type { Tree } from 'web-tree-sitter';
import { Treatment, type Grammar } from './grammar';
import type { Span } from '../../text/span';
import { parserText } from './parserText';
import { RowBuffer } from './rowBuffer';
import { treeAddress } from './runtime';
import { SyntaxTree } from './syntaxTree';

const ERROR_SYMBOL = 65535;

/** One buffer serves all trees: reading is synchronous. */
const buffer = new RowBuffer(1 << 14);

/** Parses a text. */
export function parseTree(grammar: Grammar, text: string): SyntaxTree {
  const { text: given, hidden } = parserText(text);
  const tree = grammar.parse(given);
  try {
    return readTree(grammar, tree, text, hidden);
  } finally {
    tree.delete();
  }
}

/** Copies a tree-sitter tree into a `SyntaxTree`. */
function readTree(grammar: Grammar, tree: Tree, text: string, hidden: readonly Span[]): SyntaxTree {
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
        const row = buffer.add(type, field, start, end);
        descend =
          (treatment === Treatment.Node || (treatment === Treatment.String && mayInterpolate(text, start))) &&
          functions._ts_tree_cursor_goto_first_child_wasm(address) !== 0;
        if (descend) parents.push(row);
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
  buffer.mergeComments(hidden);
  return new SyntaxTree(grammar, text, buffer.rows(), hasErrors);
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
