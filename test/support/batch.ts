/** Loop conversions applied to a file in memory, one after the other, as the fix would. */
import { convertLoop } from '../../server/src/core/fixes/batch';
import type { BatchMode } from '../../server/src/core/fixes/batch/conversion';
import { defaultCatalog } from '../../server/src/core/catalog/catalog';
import { applyNotebookEdits, readNotebook } from '../../server/src/core/syntax/notebook';
import { applyEdits, type TextEdit } from '../../server/src/core/text/textEdit';
import { analyze } from './analysis';
import { MemoryHost } from './memoryHost';

export interface Converted {
  readonly text: string;
  /** Files that the conversions made, by path. */
  readonly made: Readonly<Record<string, string>>;
  /** How many loops were converted. */
  readonly count: number;
  /** Why loops that are left stay as they are: reasons of verdicts and of declined conversions. */
  readonly reasons: readonly string[];
}

/** `others`: files beside it, by path. */
export function convertLoops(
  file: string,
  content: string,
  mode: BatchMode = 'wait',
  others: Readonly<Record<string, string>> = {},
): Converted {
  let files: Readonly<Record<string, string>> = { ...others, [file]: content };
  for (let count = 0; ; count++) {
    const step = convertOne(file, files, mode);
    if (!step.files) {
      const made = Object.fromEntries(Object.entries(files).filter(([name]) => name !== file && others[name] === undefined));
      return { text: files[file]!, made, count, reasons: step.reasons };
    }
    ({ files } = step);
  }
}

function convertOne(
  file: string,
  files: Readonly<Record<string, string>>,
  mode: BatchMode,
): { readonly files?: Readonly<Record<string, string>>; readonly reasons: readonly string[] } {
  const host = new MemoryHost(files);
  const unit = host.source(file)!;
  const reasons: string[] = [];
  for (const site of analyze(file, host).calls) {
    const conversion = convertLoop(site, { catalog: defaultCatalog, unit, host, project: host.project(), rule: 'batchable-loop' }, mode);
    if (conversion && 'changes' in conversion) {
      const changed = conversion.changes.map(({ file: name, edits }) => [name, applied(name, files[name] ?? '', edits)] as const);
      return { files: { ...files, ...Object.fromEntries(changed) }, reasons };
    }
    reasons.push(...(conversion ? [conversion.declined] : site.loop ? [site.loop.reason] : []));
  }
  return { reasons };
}

function applied(file: string, content: string, edits: readonly TextEdit[]): string {
  const notebook = file.endsWith('.ipynb') ? readNotebook(content) : undefined;
  return notebook ? applyNotebookEdits(content, notebook, edits) : applyEdits(content, edits);
}
