/**
 * The code that has requests answered by the Batch API, as it is written beside a Python file or into it. It needs the SDK
 * and the standard library, Python 3.9 or newer (3.10 where it stands in the file itself), and openai 1.17 to 3.x (run
 * with 1.109 and 3.22, November 2026).
 *
 * Bodies are made and answers are read by the SDK itself, through a client whose transport sends nothing: what `parse`
 * makes of a Pydantic model, what NOT_GIVEN leaves out and which error a status becomes is then right in every version.
 */
import type { Catalog } from '../../../catalog/catalog';
import { BATCH_HELPER } from '../../../libraries/generatedHelpers';
import { pricesOf } from '../prices';
import { ANSWERS } from './helper/answers';
import { ENTRY } from './helper/entry';
import { FILES } from './helper/files';
import { FOLDER } from './helper/folder';
import { OUTPUT } from './helper/output';
import { RUN } from './helper/run';

export type HelperKind = 'sync' | 'async';

export const HELPER_NAMES: Readonly<Record<HelperKind, string>> = BATCH_HELPER.python;

/** First lines of docstrings, by which a helper that was written into a file is known again. */
export const HELPER_SIGNS = [
  'Have requests answered by batches.',
  'Do the same with an AsyncOpenAI',
  'Answer requests through the OpenAI Batch API: half the price, within 24 hours.',
] as const;

/** The module, with four spaces a step and line feeds. */
export function moduleText(catalog: Catalog): string {
  const rows = pricesOf(catalog).map(({ id, input, output, answer }) => `    "${id}": (${input}, ${output}, ${answer}),`);
  const entry = ENTRY.replace('@@PRICES@@', rows.join('\n')).replace('@@DATE@@', catalog.asOf);
  return `${[entry, RUN, FILES, FOLDER, ANSWERS, OUTPUT].join('\n\n\n')}\n`;
}

/** An import of the module: `import os`, `from typing import IO`. */
export interface HelperImport {
  readonly module: string;
  /** Undefined: the module itself. */
  readonly name?: string;
}

/** The same for a file that can't import it: what it imports, and the code without docstring and imports. */
export function inlineText(catalog: Catalog): { readonly imports: readonly HelperImport[]; readonly code: string } {
  const text = moduleText(catalog);
  const imports: HelperImport[] = [];
  const lines = text.slice(text.indexOf('\nimport ') + 1, text.indexOf('\n\n# US dollars')).split('\n');
  for (const line of lines) {
    const [, from, names] = /^from ([\w.]+) import (.+)$/.exec(line) ?? [];
    if (from !== undefined) imports.push(...names!.split(', ').map((name) => ({ module: from, name })));
    else if (line.startsWith('import ')) imports.push({ module: line.slice('import '.length) });
  }
  // Without `from __future__ import annotations` a class that stands further down has to be quoted.
  const code = text.slice(text.indexOf('# US dollars')).replace(/(?<=\w: |-> |\w\], )_Batch\w*(?=[,):\]])/g, '"$&"');
  return { imports, code };
}
