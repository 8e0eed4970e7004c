/** What Python statements do to names, and which of them may run earlier or twice. */
import type { FlowAccess, FlowCall, FlowExpression, FlowFunction, FlowStatement } from '../../../syntax/flow/flow';
import { blocksOf, callsIn, expressionsOf, ownAccesses, ownCalls, statementsIn, targetsOf } from '../../../syntax/flow/walk';

/** The statement and all within it. */
export function within(statement: FlowStatement): FlowStatement[] {
  return [statement, ...blocksOf(statement).flatMap((block) => [...statementsIn(block)])];
}

export function accessesOf(statement: FlowStatement): FlowAccess[] {
  return within(statement).flatMap(ownAccesses);
}

export function callsOf(statement: FlowStatement): FlowCall[] {
  return within(statement).flatMap(ownCalls);
}

export function readsOf(accesses: readonly FlowAccess[]): string[] {
  return accesses.filter(({ kind }) => kind !== 'write').map(valueOf);
}

/** The value an access touches: its name; the attribute of `self`, whose others have nothing to do with it. */
export function valueOf({ name, path }: FlowAccess): string {
  return name === 'self' || name === 'cls' ? path.split('.').slice(0, 2).join('.') : name;
}

/** Names that get another value. */
export function writesOf(statement: FlowStatement): string[] {
  const names: string[] = [];
  for (const inner of within(statement)) {
    for (const access of ownAccesses(inner)) if (access.kind === 'write' && !access.deferred) names.push(access.name);
    if ((inner.kind === 'function' || inner.kind === 'class') && inner.name !== undefined) names.push(inner.name);
    if (inner.kind === 'declare' && inner.form === 'import') names.push(...inner.names);
    if (inner.kind === 'try') names.push(...inner.handlers.flatMap(({ names: caught }) => caught));
  }
  return names;
}

const MUTATING = new Set([
  'append',
  'extend',
  'insert',
  'add',
  'update',
  'pop',
  'popleft',
  'appendleft',
  'remove',
  'clear',
  'setdefault',
  'sort',
  'reverse',
  'discard',
  'popitem',
]);

/** Whether the access changes the value in place. */
export function isChanging({ kind, method }: FlowAccess): boolean {
  return kind === 'store' || (method !== undefined && MUTATING.has(method));
}

/** Names whose value is changed in place. */
export function changesOf(statement: FlowStatement): string[] {
  return accessesOf(statement).filter(isChanging).map(valueOf);
}

const JUMPS = new Set(['continue', 'break', 'return', 'raise']);

/** Whether the statement may leave the iteration: `continue`, `break`, `return`, not those of loops within it. */
export function leaves(statement: FlowStatement): boolean {
  if (JUMPS.has(statement.kind)) return true;
  const isLoop = statement.kind === 'loop';
  return blocksOf(statement).some((block) => block.statements.some((inner) => (isLoop ? leavesFunction(inner) : leaves(inner))));
}

function leavesFunction(statement: FlowStatement): boolean {
  return within(statement).some(({ kind }) => kind === 'return' || kind === 'raise');
}

/** Calls that people see, or that other programs see: their order against answers must stay. */
const SEEN =
  /^(print|pprint|input|display|exit|quit)$|^(console|st|tqdm|sys\.stdout|sys\.stderr|pbar|progress|warnings|rich)\.|\.(write|writelines|writerow|writerows|print|log|info|debug|warning|error|exception|critical|commit|execute|write_text|write_bytes|to_csv|to_json|save|send|post|put|update_one|insert_one|insert_many|set_description|set_postfix)$|^time\.sleep$|^(json|pickle|yaml)\.dump$/;

export function isSeen({ callee, method }: FlowCall): boolean {
  return SEEN.test(callee ?? `.${method ?? ''}`);
}

/** The call in a statement that people see, in a function of the same file too; `find` gives such functions. */
export function seenCall(statement: FlowStatement, find: FindFunction): FlowCall | undefined {
  return callsOf(statement).find((call) => isSeen(call) || callsSeen(call, find, 3));
}

/** The function of the file that a call means, when there is one of that name. */
export type FindFunction = (call: FlowCall) => FlowFunction | undefined;

function callsSeen(call: FlowCall, find: FindFunction, depth: number): boolean {
  const body = find(call)?.body;
  return body !== undefined && depth > 0 && callsIn(body).some((inner) => isSeen(inner) || callsSeen(inner, find, depth - 1));
}

const READING = /(^|\.)(open|read|read_text|read_bytes|readline|load|exists|fetchone|fetchall|get)$/;

/** What a statement reads from outside: the text of the file or path. */
export function filesRead(statement: FlowStatement, text: string): string[] {
  return callsOf(statement)
    .filter(({ callee, method }) => READING.test(callee ?? method ?? ''))
    .flatMap((call) => fileOf(call, text));
}

/** What a statement changes outside. */
export function filesWritten(statement: FlowStatement, text: string): string[] {
  return callsOf(statement)
    .filter(
      (call) =>
        isSeen(call) || (call.callee === 'open' && call.args.some(({ span }) => /["'][rbt]*[wax+]/.test(text.slice(span.start, span.end)))),
    )
    .flatMap((call) => fileOf(call, text));
}

function fileOf({ callee, args }: FlowCall, text: string): string[] {
  const root = callee?.includes('.') ? callee.slice(0, callee.lastIndexOf('.')) : undefined;
  const first = args[0];
  return [...(root === undefined ? [] : [root]), ...(root === undefined && first ? [text.slice(first.span.start, first.span.end)] : [])];
}

/** Calls that give the same each time and change nothing. */
const PURE_FUNCTIONS =
  /^(len|str|int|float|bool|round|abs|min|max|sum|any|all|sorted|reversed|list|dict|set|frozenset|tuple|range|enumerate|zip|isinstance|hasattr|getattr|repr|type|chr|ord|format|hash|map|filter|divmod|slice|bytes|Path|pathlib\.Path|json\.dumps|json\.loads|re\.(sub|match|search|findall|fullmatch|split|compile|escape)|os\.path\.\w+|textwrap\.\w+|math\.\w+|string\.\w+|datetime\.timedelta|itertools\.(chain|product|repeat|islice|combinations|permutations|zip_longest)|product|chain|islice|copy\.(copy|deepcopy)|base64\.b64encode)$/;
const PURE_METHODS = new Set(
  'strip lstrip rstrip lower upper title capitalize casefold split rsplit splitlines partition rpartition join replace startswith endswith format format_map find rfind index count zfill ljust rjust center isdigit isalpha isspace isnumeric encode decode get items keys values copy iterrows itertuples to_dict tolist to_list head tail get_text group groups strftime isoformat exists is_file is_dir with_suffix relative_to as_posix resolve glob rglob iterdir read_text read_bytes model_dump model_dump_json'.split(
    ' ',
  ),
);

export function isPureCall({ callee, method }: FlowCall): boolean {
  return (callee !== undefined && PURE_FUNCTIONS.test(callee)) || (method !== undefined && PURE_METHODS.has(method));
}

export function isPure({ calls, yields }: FlowExpression): boolean {
  return !yields && calls.every(isPureCall);
}

/** Whether evaluating the code can fail for one item and not for another: calls, subscripts, awaits, divisions. */
export function mayFail(code: string): boolean {
  const bare = code.replace(/\b(dict|str|len|list|repr)\(/g, '(');
  return /[\w\])"'][ \t]*\[|[\w\])][ \t]*\(|\bawait\b|[^/]\/[^/]/.test(bare.replace(/(?<![fF])"[^"\n]*"|(?<![fF])'[^'\n]*'/g, '""'));
}

/** Whether the statement gives the same when it runs again: plain names from pure expressions. */
export function isRepeatable(statement: FlowStatement, fresh: ReadonlySet<string>): boolean {
  return within(statement).every((inner) => {
    if (!['assign', 'expression', 'if', 'loop', 'pass', 'continue', 'break'].includes(inner.kind)) return false;
    if (inner.kind === 'loop' && inner.loop.form !== 'for') return false;
    const isLocal = (name: string): boolean => fresh.has(name);
    if (
      targetsOf(inner).some(
        ({ form, accesses }) =>
          form !== 'name' && form !== 'pattern' && !accesses.every((access) => access.kind === 'read' || isLocal(access.name)),
      )
    )
      return false;
    if (inner.kind === 'assign' && inner.operator !== undefined && !inner.targets.every(({ names }) => names.every(isLocal))) return false;
    return expressionsOf(inner).every(({ yields, accesses, calls }) => {
      if (yields) return false;
      const changing = accesses.filter(({ method }) => method !== undefined && MUTATING.has(method));
      return (
        changing.every(({ name }) => isLocal(name)) &&
        calls.every(
          (call) =>
            isPureCall(call) ||
            (call.method !== undefined &&
              MUTATING.has(call.method) &&
              changing.some(({ span }) => span.start >= call.span.start && span.end <= call.span.end)),
        )
      );
    });
  });
}
