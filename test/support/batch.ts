/** Loop conversions applied to a file in memory, one after the other, as the fix would. */
import { convertLoop } from '../../server/src/core/fixes/batch';
import type { BatchMode } from '../../server/src/core/fixes/batch/conversion';
import { defaultCatalog } from '../../server/src/core/catalog/catalog';
import { applyNotebookEdits, readNotebook } from '../../server/src/core/syntax/notebook';
import { applyEdits } from '../../server/src/core/text/textEdit';
import { analyze } from './analysis';
import { MemoryHost } from './memoryHost';

export interface Converted {
  readonly text: string;
  /** How many loops were converted. */
  readonly count: number;
  /** Why loops that are left stay as they are: reasons of verdicts and of refusals. */
  readonly reasons: readonly string[];
}

export function convertLoops(file: string, content: string, mode: BatchMode = 'wait'): Converted {
  let text = content;
  for (let count = 0; ; count++) {
    const step = convertOne(file, text, mode);
    if (step.text === undefined) return { text, count, reasons: step.reasons };
    text = step.text;
  }
}

function convertOne(file: string, content: string, mode: BatchMode): { readonly text?: string; readonly reasons: readonly string[] } {
  const host = new MemoryHost({ [file]: content });
  const unit = host.source(file)!;
  const reasons: string[] = [];
  for (const site of analyze(file, host).calls) {
    const conversion = convertLoop(site, { catalog: defaultCatalog, unit, host, project: host.project(), rule: 'batchable-loop' }, mode);
    if (conversion && 'changes' in conversion) {
      const edits = conversion.changes[0]?.edits ?? [];
      const notebook = file.endsWith('.ipynb') ? readNotebook(content) : undefined;
      return { text: notebook ? applyNotebookEdits(content, notebook, edits) : applyEdits(content, edits), reasons };
    }
    reasons.push(...(conversion ? [conversion.refused] : site.loop ? [site.loop.reason] : []));
  }
  return { reasons };
}
