/** What statements do to names, and which calls may run earlier or twice. */
import type { FlowAccess, FlowCall, FlowFunction, FlowStatement } from '../../../syntax/flow/flow';
import { blocksOf, ownAccesses, ownCalls, statementsIn } from '../../../syntax/flow/walk';

/** The statement and all within it. */
export function within(statement: FlowStatement): readonly FlowStatement[] {
  return [statement, ...blocksOf(statement).flatMap((block) => [...statementsIn(block)])];
}

export function accessesOf(statement: FlowStatement): readonly FlowAccess[] {
  return within(statement).flatMap(ownAccesses);
}

export function callsOf(statement: FlowStatement): readonly FlowCall[] {
  return within(statement).flatMap(ownCalls);
}

export function readsOf(accesses: readonly FlowAccess[]): readonly FlowAccess[] {
  return accesses.filter(({ kind }) => kind !== 'write');
}

const MUTATING = new Set(
  'push pop shift unshift splice sort reverse fill copyWithin set add delete clear append enqueue dequeue next'.split(' '),
);

/** Whether what the name holds is changed in place. */
export function isChange({ kind, method }: FlowAccess): boolean {
  return kind === 'store' || (method !== undefined && MUTATING.has(method));
}

/** What an access touches: the chain without the method that is called at its end. */
function touched({ path, method }: FlowAccess): string {
  return method === undefined ? path : path.slice(0, -method.length - 1);
}

/** Whether the two touch the same: one is the other, part of it, or what it is part of. */
export function meets(a: FlowAccess, b: FlowAccess): boolean {
  if (a.name !== b.name) return false;
  const [first, second] = [touched(a), touched(b)];
  return first === second || first.startsWith(`${second}.`) || second.startsWith(`${first}.`);
}

/** Whether it gives a name another value or changes what it holds. */
export function isEffect(access: FlowAccess): boolean {
  return access.kind === 'write' || isChange(access);
}

/** Names the statement gives another value, or whose value it changes in place. */
export function effectsOf(statement: FlowStatement): { readonly writes: ReadonlySet<string>; readonly changes: ReadonlySet<string> } {
  const accesses = accessesOf(statement);
  const writes = new Set(accesses.filter(({ kind }) => kind === 'write').map(({ name }) => name));
  for (const inner of within(statement)) {
    if ((inner.kind === 'function' || inner.kind === 'class') && inner.name !== undefined) writes.add(inner.name);
  }
  return { writes, changes: new Set(accesses.filter(isChange).map(({ name }) => name)) };
}

/** Names that the statement itself declares for its block. */
export function declaresOf(statement: FlowStatement): readonly string[] {
  if (statement.kind === 'assign' && statement.declares !== undefined) return statement.targets.flatMap(({ names }) => names);
  if ((statement.kind === 'function' || statement.kind === 'class') && statement.name !== undefined) return [statement.name];
  return [];
}

/** Calls that people or other programs see: their order against the use of answers must stay. */
const SEEN =
  /^(console|logger|log|logging|winston|pino|spinner|bar|progress|progressBar|process\.(stdout|stderr)|chalk)\.|^(print|alert|log|write)$|(^|\.)(write|writeFile|writeFileSync|appendFile|appendFileSync|mkdirSync|unlinkSync|rmSync|insert|insertOne|insertMany|update|updateOne|upsert|save|create|deleteOne|execute|commit|send|post|put|patch|publish|emit|dispatch|enqueue|increment|tick)$/;

/** A function of the file by its name. */
export type Lookup = (name: string) => FlowFunction | undefined;

/** A call that is seen, or of a function of the file that makes one. */
export function seenCall(statement: FlowStatement, lookup?: Lookup, depth = 3): FlowCall | undefined {
  return callsOf(statement).find(({ callee, method }) => {
    if (SEEN.test(callee ?? `.${method ?? ''}`)) return method !== 'createHash';
    const fn = depth > 0 && callee !== undefined && /^(this\.)?[\w$]+$/.test(callee) ? lookup?.(callee.replace('this.', '')) : undefined;
    return fn?.body.statements.some((inner) => seenCall(inner, lookup, depth - 1));
  });
}

/** Calls that give something else each time, or that only one run can make. */
const ONCE = /^(Math\.random|Date\.now|performance\.now|crypto\.|randomUUID|uuid|uuidv4|nanoid|process\.hrtime|prompt|require)/;

/** Whether the statement gives the same when it runs again, and changes nothing but names of its own. */
export function isRepeatable(statement: FlowStatement, isOwn: (name: string) => boolean): boolean {
  const { writes, changes } = effectsOf(statement);
  if (![...writes, ...changes].every(isOwn)) return false;
  const calls = callsOf(statement);
  return (
    calls.every(
      ({ callee, awaited, isNew }) =>
        awaited === undefined && !(callee !== undefined && ONCE.test(callee)) && !(isNew && callee === 'Date'),
    ) && !seenCall(statement)
  );
}

/** Calls known to fail on bad input: moved out of a `try`, their error would miss its handler. */
const FAILS =
  /(^|\.)(parse|readFile|readFileSync|statSync|stat|open|openSync|fetch|validate|assert|ok|equal|must|require|atob|decodeURIComponent|readJson|readJsonSync)$|^(fs|axios|assert)\b/;

export function failingCall(calls: readonly FlowCall[]): FlowCall | undefined {
  return calls.find(({ callee, method, awaited }) => awaited !== undefined || FAILS.test(callee ?? `.${method ?? ''}`));
}

export type Jump = Extract<FlowStatement['kind'], 'continue' | 'break' | 'return' | 'raise'>;

export function isJump({ kind }: FlowStatement): boolean {
  return kind === 'continue' || kind === 'break' || kind === 'return' || kind === 'raise';
}

/** Whether the statement may leave the iteration; jumps of loops within it stay within. */
export function leaves(statement: FlowStatement): boolean {
  if (isJump(statement)) return true;
  if (statement.kind === 'loop') return within(statement).some(({ kind }) => kind === 'return' || kind === 'raise');
  return blocksOf(statement).some((block) => block.statements.some(leaves));
}
