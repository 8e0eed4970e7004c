/** Putting lines right where only one thing can be meant: how they are written, not what they ask for. */
import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import type { BatchMessage } from '../rules/batchJsonl';
import { applyEdits, type TextEdit } from '../text/textEdit';
import { endpointOf, readBatchLine } from './batchLine';
import { compacted, isJson, isTooDeep, objectsIn, scanValue } from './syntax/jsonScan';
import { jsonOfPython } from './syntax/pythonLiteral';

export interface Mend {
  readonly title: string;
  /** In the text of the lines that the finding is about. */
  readonly edits: readonly TextEdit[];
}

/** Longer texts are not mended: no line that the API takes is longer. */
const LONGEST = 32_000_000;

/** What to do about a finding; `text` is the line, or the lines, that it is about. `lineEnd` goes between lines. */
export function mendFor(messageId: BatchMessage, text: string, lineEnd = '\n'): Mend | undefined {
  if (text.length > LONGEST) return undefined;
  switch (messageId) {
    case 'byteOrderMark':
      return { title: 'Remove the byte order mark', edits: [{ span: { start: 0, end: 1 }, newText: '' }] };
    case 'invalidJson':
      return mendSyntax(text, lineEnd);
    case 'array':
    case 'indented':
      return rewritten(text, lines(text, lineEnd), 'Write one request per line');
    default:
      return mendValue(messageId, text);
  }
}

function mendSyntax(text: string, lineEnd: string): Mend | undefined {
  const trimmed = text.trimEnd();
  if (trimmed.endsWith(',') && isJson(trimmed.slice(0, -1)))
    return { title: 'Remove the comma', edits: [{ span: { start: trimmed.length - 1, end: text.length }, newText: '' }] };
  const objects = objectsIn(text);
  if (objects && objects.length > 1 && objects.every(isJson)) return rewritten(text, objects.join(lineEnd), 'Write one request per line');
  const json = jsonOfPython(text.replace(/^\uFEFF/, '').replace(/,\s*$/, ''));
  return rewritten(text, json !== undefined && isJson(json) ? json : undefined, 'Write it as JSON');
}

/** The requests of an array, or one that is indented, on a line each. */
function lines(text: string, lineEnd: string): string | undefined {
  const value = text
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/,$/, '');
  if (!isJson(value)) return undefined;
  if (!value.startsWith('[')) return compacted(value);
  const { end } = scanValue(value);
  return objectsIn(value.slice(1, (end ?? value.length) - 1))
    ?.map(compacted)
    .join(lineEnd);
}

function rewritten(text: string, newText: string | undefined, title: string): Mend | undefined {
  return newText === undefined ? undefined : { title, edits: [{ span: { start: 0, end: text.length }, newText }] };
}

function mendValue(messageId: BatchMessage, text: string): Mend | undefined {
  if (!VALUES.has(messageId)) return undefined;
  const tree = isTooDeep(text) ? undefined : parseTree(text);
  if (!tree) return undefined;
  const at = (...path: readonly string[]): Node | undefined => findNodeAtLocation(tree, [...path]);
  switch (messageId) {
    case 'unknownUrl': {
      const node = at('url');
      const path = typeof node?.value === 'string' ? endpointOf(node.value) : undefined;
      return node && path !== undefined ? { title: `Write ${path}`, edits: [replacing(node, JSON.stringify(path))] } : undefined;
    }
    case 'method': {
      const node = at('method');
      return node && { title: 'Write POST', edits: [replacing(node, '"POST"')] };
    }
    case 'noMethod': {
      const before = at('url')?.parent ?? at('body')?.parent;
      return (
        before && {
          title: 'Add the method',
          edits: [{ span: { start: before.offset, end: before.offset }, newText: '"method": "POST", ' }],
        }
      );
    }
    case 'bodyIsText': {
      const node = at('body');
      return typeof node?.value === 'string' && isJson(node.value)
        ? { title: 'Put the object itself there', edits: [replacing(node, compacted(node.value))] }
        : undefined;
    }
    default: {
      const gone = ['stream', 'stream_options'].flatMap((key) => at('body', key)?.parent ?? []);
      const edits = withoutMembers(gone, text);
      return edits.length > 0 ? { title: 'Remove "stream"', edits } : undefined;
    }
  }
}

const VALUES: ReadonlySet<BatchMessage> = new Set<BatchMessage>(['unknownUrl', 'method', 'noMethod', 'bodyIsText', 'stream']);

function replacing({ offset, length }: Node, newText: string): TextEdit {
  return { span: { start: offset, end: offset + length }, newText };
}

/** Takes members out of the object that they are in; the others stay as they are written. */
function withoutMembers(members: readonly Node[], text: string): readonly TextEdit[] {
  const all = members[0]?.parent?.children ?? [];
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return [];
  const kept = all.filter((each) => !members.includes(each)).map(({ offset, length }) => text.slice(offset, offset + length));
  return [{ span: { start: first.offset, end: last.offset + last.length }, newText: kept.join(', ') }];
}

/** Mends of one line, one after the other; so many are more than a line can need. */
const MOST_ROUNDS = 12;

/** A line with all put right that can be; it may become several. Undefined where nothing was done. */
export function mendLine(text: string, lineEnd = '\n'): string | undefined {
  let now = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const mended = mendOnce(now, lineEnd);
    if (mended === undefined) break;
    if (mended.includes('\n'))
      return mended
        .split('\n')
        .map((line) => mendLine(line.replace(/\r$/, ''), lineEnd) ?? line.replace(/\r$/, ''))
        .join(lineEnd);
    now = mended;
  }
  return now === text ? undefined : now;
}

function mendOnce(text: string, lineEnd: string): string | undefined {
  for (const { messageId } of withUrl(text)) {
    const mend = mendFor(messageId, text, lineEnd);
    if (mend) {
      const mended = applyEdits(text, mend.edits);
      if (mended !== text) return mended;
    }
  }
  return undefined;
}

/** The problems of a line, its url's included, which the check of the file tells. */
function withUrl(text: string): readonly { readonly messageId: BatchMessage }[] {
  const { problems, url } = readBatchLine(text);
  return url !== undefined && endpointOf(url) !== undefined ? [...problems, { messageId: 'unknownUrl' }] : problems;
}
