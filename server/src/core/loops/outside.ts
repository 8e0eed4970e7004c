/** What calls read and write outside the program: files by their paths, connections by what they are opened with. */
import type { FlowCall } from '../syntax/flow/flow';
import type { Span } from '../text/span';

/** One thing outside that a call touches. */
export interface Touch {
  readonly kind: 'read' | 'write';
  /** The code that says which: a path, an address. */
  readonly resource: Span;
}

interface Row {
  readonly callee: RegExp;
  readonly kind: Touch['kind'];
  /** The argument that says what is touched, or what the method is called on. */
  readonly at: number | 'receiver';
}

const ROWS: readonly Row[] = [
  // Python
  {
    callee: /^(os\.(listdir|scandir|stat)|os\.path\.(exists|isfile|isdir|getsize|getmtime)|glob\.glob|glob\.iglob|io\.open_code)$/,
    kind: 'read',
    at: 0,
  },
  { callee: /^(pd|pandas|pl|np|numpy|torch|joblib)\.(read_\w+|load|loadtxt|genfromtxt|scan_\w+)$/, kind: 'read', at: 0 },
  { callee: /^(np|numpy)\.(save|savetxt|savez)$/, kind: 'write', at: 0 },
  { callee: /\.(read_text|read_bytes|exists|is_file|is_dir|stat|iterdir|glob|rglob)$/, kind: 'read', at: 'receiver' },
  { callee: /\.(write_text|write_bytes|touch|unlink|rename|mkdir)$/, kind: 'write', at: 'receiver' },
  { callee: /\.to_(csv|json|parquet|pickle|excel|feather|sql)$/, kind: 'write', at: 0 },
  { callee: /^(os\.(remove|unlink|rename|replace|mkdir|makedirs)|shutil\.(rmtree|move))$/, kind: 'write', at: 0 },
  { callee: /^(os\.(rename|replace)|shutil\.(copy\w*|move))$/, kind: 'write', at: 1 },
  // JavaScript
  {
    callee:
      /(^|\.)(readFile|readFileSync|existsSync|createReadStream|readdir|readdirSync|statSync|stat|access|accessSync|readTextFile|readTextFileSync|readJson|readJsonSync|readJSON|readJSONSync)$/,
    kind: 'read',
    at: 0,
  },
  {
    callee:
      /(^|\.)(writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|writeTextFile|writeTextFileSync|outputFile|outputFileSync|writeJson|writeJsonSync|writeJSON|writeJSONSync|outputJson|unlink|unlinkSync|rm|rmSync)$/,
    kind: 'write',
    at: 0,
  },
  { callee: /^(Bun\.file)$/, kind: 'read', at: 0 },
  { callee: /^(Bun\.write)$/, kind: 'write', at: 0 },
  { callee: /^(localStorage|sessionStorage)\.getItem$/, kind: 'read', at: 0 },
  { callee: /^(localStorage|sessionStorage)\.setItem$/, kind: 'write', at: 0 },
];

/** Opens something that is read and written through what it gives. */
const CONNECTS =
  /^(sqlite3\.connect|shelve\.open|dbm\.open|SqliteDict|TinyDB|diskcache\.Cache|duckdb\.connect|create_engine|new Database|Database|lmdb\.open)$/;

/** What a call touches outside the program; `writesRows`: the code round it changes what is in a database. */
export function touchesOf(call: FlowCall, text: string, writesRows: boolean): readonly Touch[] {
  const name = call.callee ?? `.${call.method ?? ''}`;
  const first = call.args.find((arg) => arg.name === undefined || arg.name === 'file' || arg.name === 'filename');
  if (/^(open|io\.open|codecs\.open|aiofiles\.open|gzip\.open)$/.test(name) && first)
    return opened(first.value.span, modeOf(call, text, 1));
  if (/\.open$/.test(name) && call.args.length <= 1) {
    const receiver = receiverOf(call);
    if (receiver) return opened(receiver, modeOf(call, text, 0));
  }
  if (CONNECTS.test(name) && first) {
    const resource = first.value.span;
    return writesRows
      ? [
          { kind: 'read', resource },
          { kind: 'write', resource },
        ]
      : [{ kind: 'read', resource }];
  }
  return ROWS.flatMap(({ callee, kind, at }): readonly Touch[] => {
    if (!callee.test(name)) return [];
    const resource = at === 'receiver' ? receiverOf(call) : call.args[at]?.value.span;
    return resource ? [{ kind, resource }] : [];
  });
}

/** Functions that give back what was kept before, told by their names. */
export const REMEMBERS =
  /(^|[._]|(?<=[a-z]))(load|get|read|fetch|find|search|recall|retrieve|lookup|look_up|history|memory|memories|cache|cached|context|last|latest|previous|recent|state|notes?|summary|so_far|known|seen|list|query|select|all)(?=$|[_.A-Z])/i;

function opened(resource: Span, mode: string): readonly Touch[] {
  const touches: Touch[] = [];
  if (!/[wax]/.test(mode)) touches.push({ kind: 'read', resource });
  if (/[wax+]/.test(mode)) touches.push({ kind: 'write', resource });
  return touches;
}

/** The mode a file is opened in, as written; reading where none is. */
function modeOf({ args }: FlowCall, text: string, position: number): string {
  const mode = args.find(({ name }) => name === 'mode') ?? args.filter(({ name }) => name === undefined)[position];
  const code = mode ? text.slice(mode.value.span.start, mode.value.span.end) : 'r';
  // A mode that is worked out may be any.
  return /^["'][rwaxbtU+]*["']$/.test(code) || !mode ? code : 'r+';
}

function receiverOf({ span, calleeSpan, method }: FlowCall): Span | undefined {
  if (method === undefined) return undefined;
  const end = calleeSpan.end - method.length - 1;
  return end > span.start ? { start: span.start, end } : undefined;
}
