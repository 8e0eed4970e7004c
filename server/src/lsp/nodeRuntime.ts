import { discover } from '../workspace/discovery';
import { familyOf } from '../workspace/fileKinds';
import { NodeFileSystem } from '../workspace/nodeFileSystem';
import { createFrontEnds } from '../workspace/nodeFrontEnds';
import { createTokenizer } from '../workspace/tokenizer';
import type { Runtime } from './runtime';
import { readUsage } from './readUsage';

/** The disk, the clock and the parsers of Node. */
export function nodeRuntime(): Runtime {
  const fileSystem = new NodeFileSystem();
  return {
    fileSystem,
    frontEnds: createFrontEnds(),
    tokenizer: createTokenizer(),
    timers: {
      schedule: (action, milliseconds) => {
        if (milliseconds > 0) {
          const timer = setTimeout(action, milliseconds);
          return { cancel: () => clearTimeout(timer) };
        }
        const immediate = setImmediate(action);
        return { cancel: () => clearImmediate(immediate) };
      },
      now: () => performance.now(),
    },
    discover: (folders) => discover(folders, fileSystem).files.filter((path) => familyOf(path) !== undefined),
    today: () => new Date().toISOString().slice(0, 10),
    pullUsage: readUsage,
  };
}
