import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import ts from 'typescript';
import { createEcmaScriptFrontEnd } from '../../server/src/core/syntax/ecmascript';
import type { FrontEnd } from '../../server/src/core/syntax/frontEnd';
import { loadPython } from '../../server/src/core/syntax/python';
import type { FrontEndFamily, FrontEnds } from '../../server/src/workspace/frontEnds';

const require = createRequire(import.meta.url);

async function load(family: FrontEndFamily): Promise<FrontEnd> {
  if (family === 'ecmascript') return createEcmaScriptFrontEnd(ts);
  const runtime = path.join(path.dirname(require.resolve('web-tree-sitter')), 'web-tree-sitter.wasm');
  const grammar = path.join(path.dirname(require.resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm/tree-sitter-python.wasm');
  return loadPython({ runtime: fs.readFileSync(runtime), grammar: fs.readFileSync(grammar) });
}

const loaded = new Map<FrontEndFamily, FrontEnd>();

/** The real front ends, with parsers from the installed packages. Load both before the first test. */
export const testFrontEnds: FrontEnds = {
  async load(family) {
    const known = loaded.get(family) ?? (await load(family));
    loaded.set(family, known);
    return known;
  },
  get: (family) => loaded.get(family),
};

export async function loadFrontEnds(): Promise<void> {
  await Promise.all([testFrontEnds.load('python'), testFrontEnds.load('ecmascript')]);
}
