/** Which JavaScript statements may run twice, and which calls may fail. */
import type { FlowCall, FlowStatement } from '../../../syntax/flow/flow';
import { callsOf, type Effects } from '../shared/effects';

/** Calls that give something else each time, or that only one run can make. */
const ONCE = /^(Math\.random|Date\.now|performance\.now|crypto\.|randomUUID|uuid|uuidv4|nanoid|process\.hrtime|prompt|require)/;

/** Whether the statement gives the same when it runs again, and changes nothing but names of its own. */
export function isRepeatable(statement: FlowStatement, isOwn: (name: string) => boolean, effects: Effects): boolean {
  const { writes, changes } = effects.effectsOf(statement);
  if (![...writes, ...changes].every(isOwn)) return false;
  const calls = callsOf(statement);
  return (
    calls.every(
      ({ callee, awaited, isNew }) =>
        awaited === undefined && !(callee !== undefined && ONCE.test(callee)) && !(isNew && callee === 'Date'),
    ) && !effects.seenCall(statement)
  );
}

/** Calls known to fail on bad input: moved out of a `try`, their error would miss its handler. */
const FAILS =
  /(^|\.)(parse|readFile|readFileSync|statSync|stat|open|openSync|fetch|validate|assert|ok|equal|must|require|atob|decodeURIComponent|readJson|readJsonSync)$|^(fs|axios|assert)\b/;

export function failingCall(calls: readonly FlowCall[]): FlowCall | undefined {
  return calls.find(({ callee, method, awaited }) => awaited !== undefined || FAILS.test(callee ?? `.${method ?? ''}`));
}
