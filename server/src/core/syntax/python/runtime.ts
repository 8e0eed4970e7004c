import { Language, Parser, type Tree } from 'web-tree-sitter';

/**
 * The raw entry points of the tree-sitter runtime that a tree walk needs. `TreeCursor` copies its state to and from wasm
 * memory round every step, which costs several times the step itself; a walk that leaves the cursor in the transfer
 * buffer does not. They are the functions `TreeCursor` itself calls, with the meaning documented there.
 */
interface CursorFunctions {
  readonly HEAP32: Int32Array;
  _ts_init(): number;
  _ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  _ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  _ts_tree_cursor_goto_parent_wasm(tree: number): number;
  _ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  _ts_tree_cursor_current_field_id_wasm(tree: number): number;
  _ts_tree_cursor_start_index_wasm(tree: number): number;
  _ts_tree_cursor_end_index_wasm(tree: number): number;
}

/** A started tree-sitter runtime: one per process, since web-tree-sitter keeps its module in a global. */
export interface Runtime {
  readonly functions: CursorFunctions;
  /** Address of the buffer through which cursors and nodes cross the border. */
  readonly transferBuffer: number;
}

const REQUIRED = [
  '_ts_init',
  '_ts_tree_cursor_goto_first_child_wasm',
  '_ts_tree_cursor_goto_next_sibling_wasm',
  '_ts_tree_cursor_goto_parent_wasm',
  '_ts_tree_cursor_current_node_type_id_wasm',
  '_ts_tree_cursor_current_field_id_wasm',
  '_ts_tree_cursor_start_index_wasm',
  '_ts_tree_cursor_end_index_wasm',
] as const;

let started: Promise<Runtime> | undefined;

/** Starts the runtime from its wasm bytes; later calls return the one that runs. */
export function startRuntime(wasm: Uint8Array | ArrayBuffer): Promise<Runtime> {
  started ??= start(wasm);
  return started;
}

async function start(wasm: Uint8Array | ArrayBuffer): Promise<Runtime> {
  // Emscripten uses the options object itself as its module, so the functions turn up on it.
  const module: Record<string, unknown> = {
    wasmBinary: asBytes(wasm),
    // Without it the module looks for its wasm file next to a script, which a bundle hasn't got.
    locateFile: (name: string) => name,
  };
  await Parser.init(module);
  for (const name of REQUIRED) {
    if (typeof module[name] !== 'function') throw new Error(`this build of web-tree-sitter lacks ${name}`);
  }
  const functions = module as unknown as CursorFunctions;
  return { functions, transferBuffer: functions._ts_init() };
}

/** Loads a grammar's wasm bytes. The runtime must have been started. */
export function loadLanguage(wasm: Uint8Array | ArrayBuffer): Promise<Language> {
  return Language.load(asBytes(wasm));
}

/** The address of a tree in wasm memory. */
export function treeAddress(tree: Tree): number {
  return (tree as unknown as { readonly 0: number })[0];
}

function asBytes(bytes: Uint8Array | ArrayBuffer): Uint8Array {
  return bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
}
