/** Programs that ask a person at the terminal, and answer. */
import type { Evaluator } from '../link/evaluator';
import type { CallFacts, FileFacts } from '../syntax/facts';
import { PROMPTS } from './evidence/chatSurfaces';
import { calledName } from './frameworks';
import type { CodeFile } from './place';

const NAMES = new Set(Object.values(PROMPTS).flat());
/** Questions whose answer is no question: confirmations, keys, names of files. */
const NO_CONVERSATION =
  /y\s*\/\s*n|yes\/no|press|enter to|continue\?|confirm|sure\?|api.?key|token|password|path|file|folder|directory|url/i;

/** The call, in the code of one function (or the file's own), by which the program asks a person something. */
export function promptIn(file: CodeFile, fn: number | undefined, evaluator: Evaluator): CallFacts | undefined {
  return candidatesOf(file)
    .get(fn)
    ?.find(({ item, name }) => asks(file, item, name, evaluator))?.item;
}

interface Candidate {
  readonly item: CallFacts;
  readonly name: string;
}

/** Calls by the names of prompts, by the function they stand in: the walk asks at every hop, and hardly a file has any. */
function candidatesOf({ index }: CodeFile): ReadonlyMap<number | undefined, readonly Candidate[]> {
  const known = CANDIDATES.get(index.facts);
  if (known) return known;
  const found = new Map<number | undefined, Candidate[]>();
  for (const item of index.facts.calls) {
    const name = calledName(item.call.callee);
    if (name === undefined || !NAMES.has(name)) continue;
    const fn = index.functionOf(item.scope);
    found.set(fn, [...(found.get(fn) ?? []), { item, name }]);
  }
  CANDIDATES.set(index.facts, found);
  return found;
}

const CANDIDATES = new WeakMap<FileFacts, ReadonlyMap<number | undefined, readonly Candidate[]>>();

function asks(file: CodeFile, { call, scope }: CallFacts, name: string, evaluator: Evaluator): boolean {
  const { text, facts } = file.unit;
  if (call.callee.kind === 'name' && PROMPTS['']!.includes(name) && facts.language === 'python') {
    if (file.index.lookUp(name, scope)) return false;
    return isRepeated(text, call.span.start) || !NO_CONVERSATION.test(text.slice(call.span.start, call.span.end));
  }
  const values = evaluator.evaluate(call.callee, { file: file.path, index: file.index, scope });
  return (
    values.some(
      (value) =>
        (value.kind === 'external' || value.kind === 'product') && PROMPTS[value.module]?.includes(value.path.at(-1) ?? 'default') === true,
    ) && !NO_CONVERSATION.test(text.slice(call.argumentsSpan.start, call.argumentsSpan.end))
  );
}

/** A `while` or `for` stands above the line, less indented, within the same function. */
function isRepeated(text: string, offset: number): boolean {
  let lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  let indent = indentAt(text, lineStart);
  for (let lines = 0; lineStart > 0 && indent > 0 && lines < 400; lines++) {
    lineStart = text.lastIndexOf('\n', lineStart - 2) + 1;
    const own = indentAt(text, lineStart);
    if (own >= indent || text[lineStart + own] === '\n' || text[lineStart + own] === '\r') continue;
    indent = own;
    const rest = text.slice(lineStart + own, lineStart + own + 10);
    if (/^while\b/.test(rest)) return true;
    if (/^(?:async )?def\b|^class\b/.test(rest)) return false;
  }
  return false;
}

function indentAt(text: string, lineStart: number): number {
  let at = lineStart;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - lineStart;
}
