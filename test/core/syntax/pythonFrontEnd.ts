import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPython } from '../../../server/src/core/syntax/python';
import type { FrontEnd } from '../../../server/src/core/syntax/frontEnd';

const modules = join(__dirname, '../../../node_modules');

let loaded: Promise<FrontEnd> | undefined;

/** The Python front end, with its wasm files read from node_modules. */
export function pythonFrontEnd(): Promise<FrontEnd> {
  loaded ??= loadPython({
    runtime: readFileSync(join(modules, 'web-tree-sitter/web-tree-sitter.wasm')),
    grammar: readFileSync(join(modules, '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm')),
  });
  return loaded;
}
