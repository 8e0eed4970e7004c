import type { BatchConverter } from './conversion';

export const pythonBatch: BatchConverter = {
  convert: () => ({ refused: 'Python loops of this shape are not converted' }),
};
