/** Puts a line of Batch input right. `batch-jsonl` makes these fixes itself: they are about no call. */
import type { Fix } from '../findings/fix';
import type { TextEdit } from '../text/textEdit';
import { fixBy, type FixProvider } from './fix';

export const mendBatchLine: FixProvider = {
  id: 'mend-batch-line',
  kind: 'batch-line',
  summary:
    'Writes a line of Batch input as the API reads it: one request per line, JSON instead of Python, the path of the endpoint, POST, no stream, no byte order mark.',
  safety: { applicability: 'safe', why: 'What the request asks for stays as it is.' },
  propose: () => [],
};

export function mending(file: string, title: string, edits: readonly TextEdit[]): Fix {
  return fixBy(mendBatchLine, { title, applicability: 'safe', changes: [{ file, edits }] });
}
