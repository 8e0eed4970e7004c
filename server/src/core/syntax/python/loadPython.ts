import { emptyFlow } from '../flow/emptyFlow';
import type { FrontEnd } from '../frontEnd';
import { flowOf } from './flow/fileFlow';
import { Grammar } from './grammar';
import { handlersFor } from './handlers';
import { lowerTree, noFacts } from './lower';
import { problemsOf } from './problems';
import { PythonSession } from './session';
import { parseTree } from './treeReader';

/** The wasm files of the Python front end: `web-tree-sitter.wasm` and `tree-sitter-python.wasm`. */
export interface PythonWasm {
  readonly runtime: Uint8Array | ArrayBuffer;
  readonly grammar: Uint8Array | ArrayBuffer;
}

/** Loads the Python front end. Analysis itself is synchronous. */
export async function loadPython(wasm: PythonWasm): Promise<FrontEnd> {
  const grammar = await Grammar.load(wasm);
  const handlers = handlersFor(grammar);
  return {
    analyze(_fileName, text) {
      try {
        return lowerTree(parseTree(grammar, text), handlers);
      } catch (error) {
        return noFacts(text, error);
      }
    },
    flow(_fileName, text) {
      try {
        return flowOf(parseTree(grammar, text));
      } catch {
        return emptyFlow('python', text);
      }
    },
    problems(_fileName, text) {
      try {
        return problemsOf(parseTree(grammar, text));
      } catch {
        return [{ start: 0, end: text.length }];
      }
    },
    open: () => new PythonSession(grammar, handlers),
  };
}
