/** What `str()` makes of a Python dictionary, as JSON: a line written with it instead of `json.dumps`. */

const MOST_DEPTH = 100;

/** The JSON of a Python literal of dictionaries, lists, tuples, texts, numbers, True, False and None; undefined where the text is none. */
export function jsonOfPython(text: string): string | undefined {
  const reader = new LiteralReader(text);
  try {
    const json = reader.value(0);
    return reader.isAtEnd() ? json : undefined;
  } catch (error) {
    if (error instanceof NoLiteral) return undefined;
    throw error;
  }
}

class NoLiteral extends Error {}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\x07', '0': '\0' };

class LiteralReader {
  private at = 0;

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    this.skip();
    return this.at >= this.text.length;
  }

  value(depth: number): string {
    this.skip();
    if (depth > MOST_DEPTH) throw new NoLiteral();
    switch (this.text[this.at]) {
      case '{':
        return `{${this.list('}', () => `${this.string()}:${this.colon(depth)}`)}}`;
      case '[':
        return `[${this.list(']', () => this.value(depth + 1))}]`;
      case '(':
        return `[${this.list(')', () => this.value(depth + 1))}]`;
      case "'":
      case '"':
        return this.string();
      default:
        return this.word();
    }
  }

  private colon(depth: number): string {
    this.skip();
    this.expect(':');
    return this.value(depth + 1);
  }

  private list(end: string, item: () => string): string {
    this.at++;
    const items: string[] = [];
    for (;;) {
      this.skip();
      if (this.text[this.at] === end) {
        this.at++;
        return items.join(',');
      }
      if (items.length > 0) {
        this.expect(',');
        this.skip();
        if (this.text[this.at] === end) continue;
      }
      items.push(item());
    }
  }

  private string(): string {
    this.skip();
    const quote = this.text[this.at];
    if (quote !== "'" && quote !== '"') throw new NoLiteral();
    let value = '';
    for (this.at++; ; this.at++) {
      const character = this.text[this.at];
      if (character === undefined) throw new NoLiteral();
      if (character === quote) break;
      value += character === '\\' ? this.escape() : character;
    }
    this.at++;
    return JSON.stringify(value);
  }

  private escape(): string {
    const letter = this.text[++this.at] ?? '';
    const digits = { x: 2, u: 4, U: 8 }[letter];
    if (digits === undefined) return ESCAPES[letter] ?? (/['"\\]/.test(letter) ? letter : `\\${letter}`);
    const code = Number.parseInt(this.text.slice(this.at + 1, this.at + 1 + digits), 16);
    if (!(code <= 0x10ffff)) throw new NoLiteral();
    this.at += digits;
    return String.fromCodePoint(code);
  }

  private word(): string {
    const [word] =
      /^(?:None|True|False|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/.exec(this.text.slice(this.at, this.at + 400)) ?? [];
    if (word === undefined) throw new NoLiteral();
    this.at += word.length;
    return { None: 'null', True: 'true', False: 'false' }[word] ?? word;
  }

  private expect(character: string): void {
    if (this.text[this.at] !== character) throw new NoLiteral();
    this.at++;
  }

  private skip(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }
}
