/**
 * What a condition on the status of a batch comes to, for one status. Reads the text of the condition, Python or JavaScript, as far as it is
 * made of comparisons, lists of texts, `and`, `or`, `not`; everything else is unknown.
 */

/** What is known of the names in a condition. */
export interface Meaning {
  /** What a chain of names is: `batch`, `self.batch`, `job.status`. */
  what(path: string): 'batch' | 'status' | undefined;
  /** The texts of a constant list, or the one text of a constant. */
  texts(path: string): readonly string[] | undefined;
}

type Value =
  | { readonly kind: 'unknown' | 'batch' | 'status' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | { readonly kind: 'truth'; readonly truth: boolean };

const UNKNOWN: Value = { kind: 'unknown' };
const TOKEN =
  /\s+|(?<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`$\\]*`)|(?<name>[A-Za-z_$][\w$]*)|(?<number>\d[\w.]*)|(?<sign>===|!==|==|!=|&&|\|\||\?\.|[<>]=?|[()[\]{}!.,+*/%-])|(?<other>[^])/g;
/** Longer conditions are not read. */
const LONGEST = 2000;

/** True, false, or undefined where it can't be told. */
export function truthOf(condition: string, status: string, meaning: Meaning): boolean | undefined {
  if (condition.length > LONGEST) return undefined;
  const tokens = [...condition.matchAll(TOKEN)].filter(({ groups }) =>
    Object.values(groups!).some((part) => (part as string | undefined) !== undefined),
  );
  const reader = new ConditionReader(
    tokens.map(([token]) => token),
    status,
    meaning,
  );
  return reader.whole();
}

class ConditionReader {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly status: string,
    private readonly meaning: Meaning,
  ) {}

  whole(): boolean | undefined {
    const truth = this.truth(this.either());
    return this.at === this.tokens.length ? truth : undefined;
  }

  private either(): Value {
    let left = this.both();
    while (this.take('or', '||')) left = or(this.truth(left), this.truth(this.both()));
    return left;
  }

  private both(): Value {
    let left = this.negation();
    while (this.take('and', '&&')) left = and(this.truth(left), this.truth(this.negation()));
    return left;
  }

  private negation(): Value {
    if (!this.take('not', '!')) return this.comparison();
    const truth = this.truth(this.negation());
    return truth === undefined ? UNKNOWN : { kind: 'truth', truth: !truth };
  }

  private comparison(): Value {
    const left = this.sum();
    const isNot = this.take('not');
    if (this.take('<', '>', '<=', '>=')) {
      this.sum();
      return UNKNOWN;
    }
    if (this.take('in')) return negated(this.contains(this.primary(), left), isNot);
    if (this.take('is')) {
      const isOther = this.take('not');
      return negated(this.same(left, this.primary()), isOther);
    }
    if (this.take('==', '===')) return negated(this.same(left, this.primary()), false);
    if (this.take('!=', '!==')) return negated(this.same(left, this.primary()), true);
    return isNot ? UNKNOWN : left;
  }

  /** Arithmetic is read over: nothing is made of it. */
  private sum(): Value {
    let value = this.primary();
    while (this.take('+', '-', '*', '/', '%')) {
      this.primary();
      value = UNKNOWN;
    }
    return value;
  }

  private primary(): Value {
    const token = this.tokens[this.at];
    if (token === undefined) return UNKNOWN;
    if (/^["'`]/.test(token)) {
      this.at++;
      return this.suffixes({ kind: 'text', text: token.slice(1, -1) });
    }
    if (token === '(' || token === '[' || token === '{') return this.suffixes(this.list(token));
    if (token === 'await' || token === 'new') {
      this.at++;
      return this.primary();
    }
    if (!/^[A-Za-z_$\d]/.test(token)) {
      // Something that is not read: what comes after it isn't, either.
      this.at = this.tokens.length + 1;
      return UNKNOWN;
    }
    return this.chain();
  }

  /** A tuple, list or set of texts; one value in parentheses is that value. */
  private list(open: string): Value {
    this.at++;
    const close = { '(': ')', '[': ']', '{': '}' }[open]!;
    const items: Value[] = [];
    let hasComma = false;
    while (this.at < this.tokens.length && this.tokens[this.at] !== close) {
      items.push(this.either());
      if (!this.take(',')) break;
      hasComma = true;
    }
    if (!this.take(close)) this.at = this.tokens.length + 1;
    const [first] = items;
    if (open === '(' && !hasComma && first) return first;
    return items.every((item) => item.kind === 'text') ? { kind: 'texts', texts: items.map(({ text }) => text) } : UNKNOWN;
  }

  private chain(): Value {
    let path = this.tokens[this.at++]!;
    const constant = { True: true, true: true, '1': true, False: false, false: false, '0': false, None: false, null: false }[path];
    if (constant !== undefined) return { kind: 'truth', truth: constant };
    if (path === 'set' || path === 'frozenset' || path === 'Set' || path === 'tuple' || path === 'list') {
      const made = this.tokens[this.at] === '(' ? this.list('(') : UNKNOWN;
      return this.suffixes(made);
    }
    if (path === 'getattr') return this.attribute();
    let value = this.named(path);
    while (
      value.kind === 'unknown' &&
      (this.tokens[this.at] === '.' || this.tokens[this.at] === '?.') &&
      /^[A-Za-z_$]/.test(this.tokens[this.at + 1] ?? '')
    ) {
      path += `.${this.tokens[this.at + 1]}`;
      this.at += 2;
      value = this.named(path);
    }
    return this.suffixes(value);
  }

  private named(path: string): Value {
    const what = this.meaning.what(path);
    if (what) return { kind: what };
    const texts = this.meaning.texts(path);
    return texts ? { kind: 'texts', texts } : UNKNOWN;
  }

  /** `getattr(batch, "status", None)`. */
  private attribute(): Value {
    if (!this.take('(')) return UNKNOWN;
    const object = this.either();
    const name = this.take(',') ? this.either() : UNKNOWN;
    while (this.take(',')) this.either();
    if (!this.take(')')) return UNKNOWN;
    return object.kind === 'batch' && name.kind === 'text' && name.text === 'status' ? { kind: 'status' } : UNKNOWN;
  }

  /** Members, calls and indices after a value. */
  private suffixes(start: Value): Value {
    let value = start;
    for (;;) {
      if (this.take('.', '?.')) {
        const name = this.tokens[this.at++] ?? '';
        if (this.tokens[this.at] === '(') value = this.method(value, name);
        else value = value.kind === 'batch' && name === 'status' ? { kind: 'status' } : UNKNOWN;
      } else if (this.tokens[this.at] === '(') {
        this.arguments();
        value = UNKNOWN;
      } else if (this.tokens[this.at] === '[') {
        const index = this.list('[');
        value = value.kind === 'batch' && index.kind === 'texts' && index.texts[0] === 'status' ? { kind: 'status' } : UNKNOWN;
      } else return value;
    }
  }

  private method(value: Value, name: string): Value {
    const [first] = this.arguments();
    if ((name === 'includes' || name === 'has') && first) return negated(this.contains(value, first), false);
    const isSame = name === 'lower' || name === 'toLowerCase' || name === 'strip' || name === 'trim' || name === 'toString';
    return isSame && (value.kind === 'status' || value.kind === 'text') ? value : UNKNOWN;
  }

  private arguments(): readonly Value[] {
    this.at++;
    const found: Value[] = [];
    while (this.at < this.tokens.length && this.tokens[this.at] !== ')') {
      found.push(this.either());
      if (!this.take(',')) break;
    }
    if (!this.take(')')) this.at = this.tokens.length + 1;
    return found;
  }

  private take(...wanted: readonly string[]): boolean {
    const isThere = wanted.includes(this.tokens[this.at] ?? '');
    if (isThere) this.at++;
    return isThere;
  }

  private contains(list: Value, item: Value): boolean | undefined {
    if (list.kind !== 'texts') return undefined;
    const text = this.textOf(item);
    return text === undefined ? undefined : list.texts.includes(text);
  }

  private same(left: Value, right: Value): boolean | undefined {
    const [a, b] = [this.textOf(left), this.textOf(right)];
    return a === undefined || b === undefined || (left.kind !== 'status' && right.kind !== 'status') ? undefined : a === b;
  }

  private textOf(value: Value): string | undefined {
    if (value.kind === 'status') return this.status;
    if (value.kind === 'texts') return value.texts.length === 1 ? value.texts[0] : undefined;
    return value.kind === 'text' ? value.text : undefined;
  }

  private truth(value: Value): boolean | undefined {
    switch (value.kind) {
      case 'truth':
        return value.truth;
      case 'status':
      case 'batch':
        return true;
      default:
        return undefined;
    }
  }
}

function negated(truth: boolean | undefined, isNegated: boolean): Value {
  return truth === undefined ? UNKNOWN : { kind: 'truth', truth: truth !== isNegated };
}

function or(left: boolean | undefined, right: boolean | undefined): Value {
  if (left === true || right === true) return { kind: 'truth', truth: true };
  return left === undefined || right === undefined ? UNKNOWN : { kind: 'truth', truth: false };
}

function and(left: boolean | undefined, right: boolean | undefined): Value {
  if (left === false || right === false) return { kind: 'truth', truth: false };
  return left === undefined || right === undefined ? UNKNOWN : { kind: 'truth', truth: true };
}
