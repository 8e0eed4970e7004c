/** What Python statements read and write outside the program, and which of them may run earlier or twice. */
import type { FlowAccess, FlowCall, FlowExpression, FlowStatement } from '../../../syntax/flow/flow';
import { expressionsOf, targetsOf } from '../../../syntax/flow/walk';
import { callsOf, within } from '../shared/effects';
import { written } from '../shared/words';
import { PYTHON_WORDS } from './words';

/** Names of what is read. */
export function readNames(accesses: readonly FlowAccess[]): string[] {
  return accesses.filter(({ kind }) => kind !== 'write').map(valueOf);
}

/** The value an access touches: its name; the attribute of `self`, whose others have nothing to do with it. */
export function valueOf({ name, path }: FlowAccess): string {
  return name === 'self' || name === 'cls' ? path.split('.').slice(0, 2).join('.') : name;
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
        PYTHON_WORDS.seen.test(written(call)) ||
        (call.callee === 'open' && call.args.some(({ span }) => /["'][rbt]*[wax+]/.test(text.slice(span.start, span.end)))),
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

function isPureCall({ callee, method }: FlowCall): boolean {
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
      const changing = accesses.filter(({ method }) => method !== undefined && PYTHON_WORDS.mutating.has(method));
      return (
        changing.every(({ name }) => isLocal(name)) &&
        calls.every(
          (call) =>
            isPureCall(call) ||
            (call.method !== undefined &&
              PYTHON_WORDS.mutating.has(call.method) &&
              changing.some(({ span }) => span.start >= call.span.start && span.end <= call.span.end)),
        )
      );
    });
  });
}
