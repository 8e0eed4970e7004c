/** Programs that ask a person at the terminal, and answer. */
import { traitsOf } from '../syntax/languageTraits';
import type { Evaluator } from '../link/evaluator';
import type { CallFacts, FileFacts } from '../syntax/facts';
import { contains } from '../text/span';
import { PROMPTS } from './evidence/chatSurfaces';
import { calledName } from './frameworks';
import { loopHeads } from './loops';
import type { CodeFile } from './place';

const NAMES = new Set(Object.values(PROMPTS).flat());
/** Questions whose answer is no question: confirmations, keys, names of files. */
const NO_CONVERSATION =
  /y\s*\/\s*n|yes\/no|press|enter to|continue\?|confirm|sure\?|api.?key|token|password|path|file|folder|directory|url/i;

/**
 * The call, in the code of one function (or the file's own), by which the program asks a person something that the code
 * at the offset answers: before it, or in a loop round both. What is asked afterwards is no wait.
 */
export function promptIn(file: CodeFile, fn: number | undefined, offset: number, evaluator: Evaluator): CallFacts | undefined {
  return candidatesOf(file)
    .get(fn)
    ?.find(({ item, name }) => asks(file, item, name, evaluator) && leadsTo(file, fn, item, offset))?.item;
}

function leadsTo(file: CodeFile, fn: number | undefined, { call }: CallFacts, offset: number): boolean {
  if (call.span.start < offset) return true;
  const { text, facts } = file.unit;
  const round = loopHeads(text, facts.language, offset);
  if (loopHeads(text, facts.language, call.span.start).some((head) => round.includes(head))) return true;
  // A function that calls itself after the question answers it the next time.
  const own = fn === undefined ? undefined : facts.functions[fn]!;
  return (
    own?.name !== undefined &&
    file.index.callsOf(own.name).some((item) => item.call.span.start > call.span.start && contains(own.span, item.call.span))
  );
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
  if (call.callee.kind === 'name' && PROMPTS['']!.includes(name) && traitsOf(facts.language).hasInput) {
    if (file.index.lookUp(name, scope)) return false;
    return (
      loopHeads(text, facts.language, call.span.start).some((head) => head.startsWith('while')) ||
      !NO_CONVERSATION.test(text.slice(call.span.start, call.span.end))
    );
  }
  const values = evaluator.evaluate(call.callee, { file: file.path, index: file.index, scope });
  return (
    values.some(
      (value) =>
        (value.kind === 'external' || value.kind === 'product') && PROMPTS[value.module]?.includes(value.path.at(-1) ?? 'default') === true,
    ) && !NO_CONVERSATION.test(text.slice(call.argumentsSpan.start, call.argumentsSpan.end))
  );
}
