import { OverBudget, tick } from '../../text/budget';
import { Parser, type Language, type Tree } from 'web-tree-sitter';
import { loadLanguage, startRuntime, type Runtime } from './runtime';

/** The fields of the Python grammar that lowering asks for, as stored in a `SyntaxTree`. */
export const FIELDS = {
  alias: 1,
  alternative: 2,
  argument: 3,
  arguments: 4,
  attribute: 5,
  body: 6,
  condition: 7,
  consequence: 8,
  definition: 9,
  expression: 10,
  format_specifier: 11,
  function: 12,
  guard: 13,
  key: 14,
  left: 15,
  module_name: 16,
  name: 17,
  object: 18,
  parameters: 19,
  return_type: 20,
  right: 21,
  subject: 22,
  superclasses: 23,
  type: 24,
  type_parameters: 25,
  value: 26,
} as const;

export type Field = keyof typeof FIELDS;

/** How the reader of a tree treats a node, by its symbol. */
export const enum Treatment {
  /** A token without a name: kept only where the parser lost its way. */
  Token,
  /** Kept with its children. */
  Node,
  /** Kept; has no children worth a look. */
  Leaf,
  /** A string: its children matter only if it may be interpolated. */
  String,
  Comment,
  Ignored,
}

const LEAVES = new Set([
  ...['identifier', 'integer', 'float', 'true', 'false', 'none', 'ellipsis', 'import_prefix', 'wildcard_import'],
  ...['pass_statement', 'break_statement', 'continue_statement', 'positional_separator', 'keyword_separator'],
  ...['escape_sequence', 'escape_interpolation', 'type_conversion'],
]);

/** The symbol tree-sitter gives to a stretch it could not parse. */
const ERROR_SYMBOL = 65535;

/** A loaded Python grammar with its parser and what is looked up per symbol. */
export class Grammar {
  /** Names by symbol. They are interned, so that comparing them compares pointers. */
  readonly typeNames: readonly string[];
  readonly treatments: Uint8Array;
  /** From the grammar's field ids to `FIELDS`. */
  readonly fieldCodes: Uint8Array;
  private readonly parser: Parser;

  private constructor(
    readonly runtime: Runtime,
    language: Language,
  ) {
    this.parser = new Parser();
    this.parser.setLanguage(language);
    const names: string[] = new Array<string>(ERROR_SYMBOL + 1).fill('');
    this.treatments = new Uint8Array(ERROR_SYMBOL + 1);
    for (let symbol = 0; symbol < language.types.length; symbol++) {
      const name = intern(language.types[symbol] ?? '');
      names[symbol] = name;
      this.treatments[symbol] = language.nodeTypeIsNamed(symbol) ? treatmentOf(name) : Treatment.Token;
    }
    names[ERROR_SYMBOL] = 'ERROR';
    this.treatments[ERROR_SYMBOL] = Treatment.Node;
    this.typeNames = names;
    this.fieldCodes = Uint8Array.from(language.fields, (name) => (name !== null && name in FIELDS ? FIELDS[name as Field] : 0));
  }

  /** Starts the runtime where it does not run yet and loads the grammar. */
  static async load(wasm: { runtime: Uint8Array | ArrayBuffer; grammar: Uint8Array | ArrayBuffer }): Promise<Grammar> {
    const runtime = await startRuntime(wasm.runtime);
    return new Grammar(runtime, await loadLanguage(wasm.grammar));
  }

  /** Parses a text. The caller deletes the tree. */
  parse(text: string): Tree {
    // Crossing the border to ask costs a little: a text that can't take long is not asked about.
    const options = text.length > LONG_TEXT ? { progressCallback: isOver } : undefined;
    const tree = this.parser.parse((index) => text.slice(index, index + CHUNK), null, options);
    if (tree === null) {
      this.parser.reset();
      throw new OverBudget();
    }
    return tree;
  }
}

const LONG_TEXT = 20_000;

/** Whether the parser should give up. An error can't be thrown through it. */
function isOver(): boolean {
  try {
    tick();
    return false;
  } catch {
    return true;
  }
}

/** The input buffer of the runtime holds 5,119 UTF-16 units at a time. */
const CHUNK = 5000;

function treatmentOf(name: string): Treatment {
  if (name === 'comment') return Treatment.Comment;
  if (name === 'line_continuation' || name === 'string_start' || name === 'string_end') return Treatment.Ignored;
  if (name === 'string') return Treatment.String;
  return LEAVES.has(name) ? Treatment.Leaf : Treatment.Node;
}

function intern(name: string): string {
  return Object.keys({ [name]: 0 })[0] ?? name;
}
