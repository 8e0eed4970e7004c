import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type ts from 'typescript';
import { createEcmaScriptFrontEnd } from '../core/syntax/ecmascript';
import type { FrontEnd } from '../core/syntax/frontEnd';
import { loadPython } from '../core/syntax/python';
import type { FrontEndFamily, FrontEnds } from './frontEnds';

/** Parsers on Node: from beside the bundle, or from the packages when run from source. */
export function createFrontEnds(): FrontEnds {
  const loading = new Map<FrontEndFamily, Promise<FrontEnd>>();
  const loaded = new Map<FrontEndFamily, FrontEnd>();
  return {
    load(family) {
      let promise = loading.get(family);
      if (!promise) {
        promise = loaders[family]().then((frontEnd) => {
          loaded.set(family, frontEnd);
          return frontEnd;
        });
        loading.set(family, promise);
      }
      return promise;
    },
    get: (family) => loaded.get(family),
  };
}

const loaders: Record<FrontEndFamily, () => Promise<FrontEnd>> = {
  python: () =>
    loadPython({
      runtime: asset('tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm'),
      grammar: asset('tree-sitter-python.wasm', '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'),
    }),
  // Not `import()`: for that Node first reads the whole text to learn what it exports, which takes longer than running it.
  ecmascript: async () => createEcmaScriptFrontEnd(require(locate('typescript.js', 'typescript')) as typeof ts),
};

const require = createRequire(__filename);

function asset(bundled: string, packaged: string): Uint8Array {
  return readFileSync(locate(bundled, packaged));
}

function locate(bundled: string, packaged: string): string {
  const beside = join(__dirname, bundled);
  return existsSync(beside) ? beside : require.resolve(packaged);
}
