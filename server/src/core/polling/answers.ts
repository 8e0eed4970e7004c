/** What is made of a batch's output: whether its errors are looked at, and by what answers find their requests. */
import type { Span } from '../text/span';
import type { FlowBlock, FlowCall, FlowExpression, FlowFunction, FlowLoop, FlowStatement } from '../syntax/flow/flow';
import { expressionsOf, ownCalls, statementsIn } from '../syntax/flow/walk';
import type { BatchFlow } from './batchFlow';

/** `client.files.content(id)`, `client.files.retrieve_content(id)`. */
function readsFile({ callee = '' }: FlowCall): boolean {
  return /(?:^|\.)files\.(?:content|retrieve_content|retrieveContent|download)$/.test(callee);
}

/** Calls that fetch the output of a batch, in a file that never speaks of its errors. */
export function readsWithoutErrors(file: BatchFlow): readonly FlowCall[] {
  if (LOOKS_AT_ERRORS.test(file.unit.text)) return [];
  return file.all.flatMap((inside) => {
    const ids = outputIds(inside, file);
    return [...statementsIn(inside.body)].flatMap((statement) =>
      ownCalls(statement).filter(
        (call) => readsFile(call) && !call.deferred && call.args.some(({ value }) => isOutputId(value, ids, file)),
      ),
    );
  });
}

/** The error file, the numbers of requests that failed, or a file that is told by name. */
const LOOKS_AT_ERRORS =
  /error_?file|\berrorFile|request_?counts?\b[^\n]{0,40}\bfailed|requestCounts|\bcounts?\.failed\b|\bfailed_(?:requests|ids|count)|missing_ids|missing_custom/i;

/** Of a batch, or of what was kept of one: a name alone may be any file's. */
const OUTPUT_ID = /(?:[.?]\.?|\[["'])output_?file_?id(?:["']\])?$/i;

function isOutputId({ span }: FlowExpression, ids: ReadonlySet<string>, file: BatchFlow): boolean {
  const text = file.text(span).replace(/\s|[!]$/g, '');
  return OUTPUT_ID.test(text) || ids.has(text);
}

/** Names that the function gives to the id of an output file. */
function outputIds(inside: FlowFunction, file: BatchFlow): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of statementsIn(inside.body)) {
    if (statement.kind !== 'assign' || !statement.value || !OUTPUT_ID.test(file.text(statement.value.span))) continue;
    for (const { form, span } of statement.targets) if (form === 'name') names.add(file.text(span));
  }
  return names;
}

export interface PositionalJoin {
  readonly span: Span;
  /** What is underlined: the loop's head or the call. */
  readonly underline: Span;
}

/** Places where the lines of an output file are put beside requests by their number. */
export function positionalJoins(file: BatchFlow): readonly PositionalJoin[] {
  return file.all.flatMap((inside) => joinsIn(inside, file));
}

function joinsIn(inside: FlowFunction, file: BatchFlow): readonly PositionalJoin[] {
  const lines = new Set<string>();
  const ids = outputIds(inside, file);
  const found: PositionalJoin[] = [];
  let from: number | undefined;
  for (const statement of statementsIn(inside.body)) {
    const isRead = ownCalls(statement).some(
      (call) => readsFile(call) && !call.deferred && call.args.some(({ value }) => isOutput(value, ids, file)),
    );
    if (isRead) from ??= statement.span.start;
    if (statement.kind === 'assign' && statement.value && (isRead || isMadeOf(statement.value, lines)))
      for (const { names } of statement.targets) for (const name of names) lines.add(name);
    if (from === undefined) continue;
    found.push(...joinsOf(statement, lines, file));
  }
  // By id after all: sorted by it, or looked up.
  const rest = from === undefined ? '' : file.text({ start: from, end: inside.span.end });
  return /custom_?id/i.test(rest) ? [] : found;
}

/** Of an output file, by its id or its name. */
function isOutput(value: FlowExpression, ids: ReadonlySet<string>, file: BatchFlow): boolean {
  return isOutputId(value, ids, file) || /output|result/i.test(file.text(value.span));
}

function isMadeOf(value: FlowExpression, names: ReadonlySet<string>): boolean {
  return value.accesses.some(({ name }) => names.has(name));
}

function joinsOf(statement: FlowStatement, lines: ReadonlySet<string>, file: BatchFlow): readonly PositionalJoin[] {
  const loops = [...(statement.kind === 'loop' ? [statement.loop] : []), ...expressionsOf(statement).flatMap((each) => each.loops)];
  const found = loops.flatMap((loop) => (isPositional(loop, lines, file) ? [{ span: loop.span, underline: loop.head }] : []));
  return found.length > 0 ? found : [];
}

function isPositional(loop: FlowLoop, lines: ReadonlySet<string>, file: BatchFlow): boolean {
  const [clause] = loop.clauses;
  if (!clause || !isMadeOf(clause.iterable, lines)) return false;
  const iterable = file.text(clause.iterable.span);
  const zipped = /^zip\(/.test(iterable) ? clause.iterable.calls[0]?.args : undefined;
  // What is zipped with the lines is what they are taken to belong to.
  if (zipped)
    return (
      zipped.length > 1 &&
      zipped.some(({ value }) => !isMadeOf(value, lines) && value.accesses.length > 0 && !/^range\(|count\(/.test(file.text(value.span)))
    );
  const index = indexOf(loop, iterable);
  return index !== undefined && usesAsIndex(loop.body, index, lines, file);
}

/** The name that counts the lines: `enumerate(lines)`, `lines.map((line, i) => ...)`, `lines.forEach((line, i) => ...)`. */
function indexOf(loop: FlowLoop, iterable: string): string | undefined {
  const names = loop.clauses[0]?.targets.names ?? [];
  if (/^enumerate\(/.test(iterable)) return names[0];
  return loop.form === 'call' && names.length === 2 ? names[1] : undefined;
}

function usesAsIndex(body: FlowBlock, index: string, lines: ReadonlySet<string>, file: BatchFlow): boolean {
  const text = file.text(body.span);
  const uses = text.matchAll(new RegExp(`([A-Za-z_$][\\w$.]*)\\s*\\[\\s*${index.replace(/\$/g, '\\$')}\\s*(?:\\]|,)`, 'g'));
  return [...uses].some(([, list]) => !lines.has(list!.split('.')[0]!));
}
