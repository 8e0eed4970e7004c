import { parseTree, type Node, type ParseError } from 'jsonc-parser';

/** A cell with the nodes of its source in the file. */
export interface JsonCell {
  readonly kind: 'code' | 'markup';
  readonly language?: string;
  /** The source node: a string, or an array of strings. */
  readonly source: Node | undefined;
  /** The string nodes that make up the source, in order. */
  readonly pieces: readonly Node[];
}

/** The shape of a notebook file. */
export interface NotebookJson {
  readonly cells: readonly JsonCell[];
  /** What the file's metadata calls its language, most telling first. */
  readonly languages: readonly string[];
}

/** Reads a notebook's JSON with positions; a sentence in its stead when the file is no notebook. */
export function readNotebookJson(json: string): NotebookJson | string {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(json.charCodeAt(0) === 0xfeff ? ` ${json.slice(1)}` : json, errors, { disallowComments: true });
  } catch {
    return 'the JSON is nested too deeply';
  }
  if (root === undefined || errors.length > 0) return `not valid JSON (at offset ${errors[0]?.offset ?? 0})`;
  if (root.type !== 'object') return 'not a notebook: the file holds no object';
  const cells = property(root, 'cells') ?? property(property(root, 'worksheets')?.children?.[0], 'cells');
  if (cells?.type !== 'array') return 'not a notebook: it has no list of cells';
  const metadata = property(root, 'metadata');
  const kernel = property(metadata, 'kernelspec');
  const names = [property(kernel, 'language'), property(property(metadata, 'language_info'), 'name'), property(kernel, 'name')];
  return {
    cells: (cells.children ?? []).map(readCell),
    languages: names.map(text).filter((name) => name !== undefined),
  };
}

function readCell(cell: Node): JsonCell {
  // Format 3 calls a code cell's source its input, and has headings too.
  const source = property(cell, 'source') ?? property(cell, 'input');
  const pieces = (source?.type === 'array' ? (source.children ?? []) : source ? [source] : []).filter((piece) => piece.type === 'string');
  const language = text(property(property(property(cell, 'metadata'), 'vscode'), 'languageId')) ?? text(property(cell, 'language'));
  return {
    kind: text(property(cell, 'cell_type')) === 'code' ? 'code' : 'markup',
    ...(language !== undefined && { language }),
    source,
    pieces,
  };
}

function property(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  for (const { children } of node.children ?? []) if (children?.[0]?.value === name) return children[1];
  return undefined;
}

function text(node: Node | undefined): string | undefined {
  return node?.type === 'string' ? (node.value as string) : undefined;
}
