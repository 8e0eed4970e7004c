import type { BatchConverter } from './conversion';

export const ecmascriptBatch: BatchConverter = {
  convert: () => ({ refused: 'JavaScript loops of this shape are not converted' }),
};
