/** Splitting Batch input into files that the API takes: one endpoint and one model each, within the limits. */
import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import type { BatchFinding } from '../core/batchFile/batchCheck';
import { BATCH_BYTES, BATCH_EMBEDDING_INPUTS, BATCH_LINES } from '../core/batchFile/limits';
import type { Catalog } from '../core/catalog/catalog';
import type { BatchMessage } from '../core/rules/batchJsonl';
import { checkBatchFile, type CheckedLine } from './batchFile';

export interface SplitOptions {
  readonly catalog: Catalog;
  /** ISO date of today. */
  readonly today: string;
  readonly folder: string;
  /** Most lines and bytes of a part; never more than the API takes. */
  readonly lines?: number;
  readonly bytes?: number;
  readonly overwrite: boolean;
}

interface Part {
  readonly path: string;
  readonly url: string;
  readonly model: string | undefined;
  readonly lines: number;
  readonly bytes: number;
}

export type Split =
  | { readonly kind: 'split'; readonly parts: readonly Part[] }
  /** The file goes as it is. */
  | { readonly kind: 'whole' }
  /** Lines that no splitting puts right; nothing was written. */
  | { readonly kind: 'wrong'; readonly findings: readonly BatchFinding[] };

/** What splitting itself puts right. */
const MENDED: ReadonlySet<BatchMessage> = new Set<BatchMessage>([
  'mixedUrls',
  'mixedModels',
  'tooManyLines',
  'tooManyInputs',
  'tooLarge',
  'mayBeTooLarge',
  'blankLine',
  'byteOrderMark',
]);

interface OpenPart {
  readonly temporary: string;
  lines: number;
  bytes: number;
  inputs: number;
  pending: Buffer[];
  pendingBytes: number;
}

interface Group {
  readonly url: string;
  readonly model: string | undefined;
  readonly parts: OpenPart[];
}

/** So much of a part waits in memory. */
const PENDING = 1024 * 1024;

/**
 * Splits a file. Parts appear under their names only once all of them are complete.
 * @throws Error from the file system, with code EEXIST and the path where a part would replace a file.
 */
export async function splitBatchFile(path: string, options: SplitOptions): Promise<Split> {
  const groups = new Map<string, Group>();
  const limits = { lines: Math.min(options.lines ?? BATCH_LINES, BATCH_LINES), bytes: Math.min(options.bytes ?? BATCH_BYTES, BATCH_BYTES) };
  let count = 0;
  const begin = (): OpenPart => ({
    temporary: join(options.folder, `.${basename(path)}.${process.pid}.${++count}.tmp`),
    lines: 0,
    bytes: 0,
    inputs: 0,
    pending: [],
    pendingBytes: 0,
  });
  const open = (): readonly OpenPart[] => [...groups.values()].flatMap(({ parts }) => parts);
  const clean = (): void => open().forEach(({ temporary }) => fs.rmSync(temporary, { force: true }));
  // An interrupt ends the process without coming by the end of this function.
  process.once('exit', clean);
  try {
    const { findings } = await checkBatchFile(path, options, (checked) => take(checked, groups, limits, begin));
    const wrong = findings.filter(({ messageId, severity }) => severity === 'error' && !MENDED.has(messageId));
    if (wrong.length > 0) return { kind: 'wrong', findings: wrong };
    if (open().length <= 1 && !findings.some(({ messageId }) => MENDED.has(messageId))) return { kind: 'whole' };
    for (const part of open()) flush(part);
    return { kind: 'split', parts: finish(path, [...groups.values()], options) };
  } finally {
    process.off('exit', clean);
    clean();
  }
}

function take(
  { bytes, line }: CheckedLine,
  groups: Map<string, Group>,
  limits: { readonly lines: number; readonly bytes: number },
  begin: () => OpenPart,
): void {
  const { url, model, inputs } = line;
  if (url === undefined) return;
  const key = JSON.stringify([url, model]);
  let group = groups.get(key);
  if (!group) groups.set(key, (group = { url, model, parts: [begin()] }));
  const text = withoutMark(bytes);
  const size = text.length + 1;
  let part = group.parts.at(-1)!;
  const isFull = part.lines >= limits.lines || part.bytes + size > limits.bytes || part.inputs + inputs > BATCH_EMBEDDING_INPUTS;
  if (part.lines > 0 && isFull) {
    flush(part);
    group.parts.push((part = begin()));
  }
  part.pending.push(text, NEW_LINE);
  part.pendingBytes += size;
  part.lines++;
  part.bytes += size;
  part.inputs += inputs;
  if (part.pendingBytes > PENDING) flush(part);
}

const NEW_LINE = Buffer.from('\n');

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function flush(part: OpenPart): void {
  if (part.pendingBytes === 0) return;
  fs.appendFileSync(part.temporary, Buffer.concat(part.pending), { flush: true });
  part.pending = [];
  part.pendingBytes = 0;
}

function finish(path: string, groups: readonly Group[], { folder, overwrite }: SplitOptions): readonly Part[] {
  const named = nameParts(basename(path).replace(/\.jsonl$/i, ''), groups).map(([name, group, part]) => ({
    target: join(folder, name),
    group,
    part,
  }));
  if (!overwrite) {
    for (const { target } of named)
      if (fs.existsSync(target)) throw Object.assign(new Error(`${target} exists`), { code: 'EEXIST', path: target });
  }
  return named.map(({ target, group, part }) => {
    fs.renameSync(part.temporary, target);
    return { path: target, url: group.url, model: group.model, lines: part.lines, bytes: part.bytes };
  });
}

/** `requests.embeddings.text-embedding-3-small.2.jsonl`: what tells the parts apart, and no more. */
function nameParts(stem: string, groups: readonly Group[]): readonly (readonly [name: string, group: Group, part: OpenPart])[] {
  const differs = { url: new Set(groups.map(({ url }) => url)).size > 1, model: new Set(groups.map(({ model }) => model)).size > 1 };
  const taken = new Set<string>();
  return groups.flatMap((group) => {
    const words = [
      stem,
      ...(differs.url ? [group.url.replace(/^\/v\d+\//, '')] : []),
      ...(differs.model ? [group.model ?? 'default'] : []),
    ];
    const base = unique(words.map((word, index) => (index === 0 ? word : word.replace(/[^\w.-]+/g, '-'))).join('.'), taken);
    return group.parts.map(
      (part, index) => [`${base}${group.parts.length > 1 || groups.length === 1 ? `.${index + 1}` : ''}.jsonl`, group, part] as const,
    );
  });
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}-${number}`;
  taken.add(free.toLowerCase());
  return free;
}
