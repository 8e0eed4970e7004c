/**
 * The text of a prompt as far as it stands in the code: literals, the pieces of f-strings and templates, constants that
 * can be followed, messages that a list is given before the call. What is set at run time is counted, not guessed here.
 */
import { traitsOf } from '../syntax/languageTraits';
import type { CallExpression, DictionaryExpression, Expression, StringExpression } from '../syntax/expression';
import { reachingBindings } from '../link/bindings';
import type { Evaluator } from '../link/evaluator';
import { lastName } from '../link/factsIndex';
import type { Context } from '../link/value';

export interface PromptText {
  /** Literal pieces, in no particular order. */
  readonly texts: readonly string[];
  /** Messages (or other items of a list of input) that are seen. */
  readonly messages: number;
  /** Gaps in a template: a name, a date, a document. */
  readonly gaps: number;
  /** Whole texts that are set at run time. */
  readonly openTexts: number;
  /** Lists of messages, of which some or all are set at run time. */
  readonly openLists: number;
  readonly images: number;
}

export const NO_TEXT: PromptText = { texts: [], messages: 0, gaps: 0, openTexts: 0, openLists: 0, images: 0 };

export function addTexts(a: PromptText, b: PromptText): PromptText {
  return {
    texts: [...a.texts, ...b.texts],
    messages: a.messages + b.messages,
    gaps: a.gaps + b.gaps,
    openTexts: a.openTexts + b.openTexts,
    openLists: a.openLists + b.openLists,
    images: a.images + b.images,
  };
}

const GAP: PromptText = { ...NO_TEXT, gaps: 1 };
const OPEN_TEXT: PromptText = { ...NO_TEXT, openTexts: 1 };
const OPEN_LIST: PromptText = { ...NO_TEXT, openLists: 1 };
const IMAGE: PromptText = { ...NO_TEXT, images: 1 };

const MAX_DEPTH = 14;
/** Expressions looked at for one call: prompts of real programs need some dozens. */
const MAX_STEPS = 2_000;

/** Methods that give back (nearly) the text they are called on. */
const TEXT_METHODS = new Set([
  'format',
  'strip',
  'lstrip',
  'rstrip',
  'trim',
  'trimStart',
  'trimEnd',
  'replace',
  'replaceAll',
  'lower',
  'upper',
  'join',
  'concat',
  'encode',
  'toString',
  'safe_substitute',
  'substitute',
]);
/** Functions that give back (nearly) the text they are handed. */
const TEXT_FUNCTIONS = new Set(['dedent', 'cleandoc', 'str', 'String', 'Template', 'stripIndent', 'indent', 'fill']);
/** Keys of a message whose values are no text of the prompt. */
const NO_PROMPT_KEYS = new Set(['role', 'type', 'detail', 'id', 'tool_call_id', 'name', 'format', 'status']);
const IMAGE_KEYS = new Set(['image_url', 'file_id', 'file_data', 'input_audio']);

/** Collects the text of one request; bounded, never throws. */
export class PromptReader {
  private steps = 0;

  constructor(private readonly evaluator: Evaluator) {}

  /** The value of `messages`, `input` or `instructions`. */
  read(expression: Expression, context: Context, depth = 0): PromptText {
    if (depth > MAX_DEPTH || ++this.steps > MAX_STEPS) return OPEN_TEXT;
    const next = (inner: Expression, at: Context = context): PromptText => this.read(inner, at, depth + 1);
    switch (expression.kind) {
      case 'string':
        return this.string(expression, context, depth);
      case 'number':
      case 'boolean':
      case 'null':
        return NO_TEXT;
      case 'arithmetic':
        return expression.operator === '+'
          ? addTexts(next(expression.left), next(expression.right))
          : expression.operator === '%'
            ? addTexts(next(expression.left), GAP)
            : OPEN_TEXT;
      case 'list':
        return expression.items.map((item) => this.item(item, context, depth + 1)).reduce(addTexts, NO_TEXT);
      case 'dictionary':
        return this.message(expression, context, depth);
      case 'choice':
        return expression.options.map((option) => next(option)).reduce(longer, NO_TEXT);
      case 'name':
        return this.name(expression.name, expression.span.start, context, depth);
      case 'call':
        return this.call(expression, context, depth);
      default:
        return this.followed(expression, context, depth);
    }
  }

  private item(expression: Expression, context: Context, depth: number): PromptText {
    const read = this.read(expression, context, depth);
    // An item out of sight is a message or a spread of many.
    if (expression.kind === 'opaque' || (expression.kind !== 'string' && read === OPEN_TEXT)) return OPEN_LIST;
    return expression.kind === 'dictionary' && expression.entries.some(({ key }) => key === 'role' || key === 'content')
      ? addTexts(read, { ...NO_TEXT, messages: 1 })
      : read;
  }

  private string({ value, parts, span }: StringExpression, context: Context, depth: number): PromptText {
    if (value !== undefined) return { ...NO_TEXT, texts: [value] };
    const holes = this.holes(span, context);
    const gaps = Math.max((parts?.length ?? 1) - 1, 0);
    const filled =
      holes.length === gaps
        ? holes.map((name) => (name === undefined ? GAP : this.hole(name, span.start, context, depth + 1)))
        : Array<PromptText>(gaps).fill(GAP);
    return filled.reduce(addTexts, { ...NO_TEXT, texts: (parts ?? []).filter((part) => part !== '') });
  }

  /** The names that stand alone in the holes of a template, `{SYSTEM}` or `${system}`; undefined for anything else. */
  private holes({ start, end }: StringExpression['span'], context: Context): (string | undefined)[] {
    const source = this.evaluator.host.source(context.file)?.text.slice(start, end) ?? '';
    const pattern = traitsOf(context.index.facts.language).templateHole;
    return [...source.matchAll(pattern)].flatMap(([whole, inside]) =>
      whole === '{{' ? [] : [/^\s*([A-Za-z_$][\w$]*)\s*(?:[!:].*)?$/.exec(inside!)?.[1]],
    );
  }

  private hole(name: string, offset: number, context: Context, depth: number): PromptText {
    const read = this.name(name, offset, context, depth);
    return read.texts.length > 0 ? read : GAP;
  }

  private message(dictionary: DictionaryExpression, context: Context, depth: number): PromptText {
    return dictionary.entries
      .map(({ key, value }) => {
        if (key !== undefined && IMAGE_KEYS.has(key)) return IMAGE;
        return key !== undefined && NO_PROMPT_KEYS.has(key) ? NO_TEXT : this.read(value, context, depth + 1);
      })
      .reduce(addTexts, NO_TEXT);
  }

  private name(name: string, offset: number, context: Context, depth: number): PromptText {
    if (depth > MAX_DEPTH) return OPEN_TEXT;
    const { index } = context;
    const bindings = reachingBindings(index, name, context.scope, offset).filter(({ value }) => value?.kind !== 'null');
    const options = bindings.map((binding) => {
      const { kind, value, augmented } = binding;
      if (kind === 'parameter' || kind === 'import' || !value)
        return this.evaluated({ kind: 'name', name, span: { start: offset, end: offset + name.length } }, context, depth);
      if (kind !== 'variable') return OPEN_TEXT;
      const read = this.read(value, this.evaluator.contextAt(context, value), depth + 1);
      return augmented ? addTexts(read, OPEN_TEXT) : read;
    });
    const [first, ...others] = options;
    if (!first) return this.evaluated({ kind: 'name', name, span: { start: offset, end: offset + name.length } }, context, depth);
    return addTexts(others.reduce(longer, first), this.appended(name, offset, context, depth));
  }

  /** What the function puts into a list before the call: `messages.append({...})`, `messages.push(...)`. */
  private appended(name: string, offset: number, context: Context, depth: number): PromptText {
    const { index } = context;
    const home = index.lookUp(name, context.scope)?.scope;
    const here = index.functionOf(context.scope);
    let read = NO_TEXT;
    for (const item of ['append', 'push', 'extend', 'insert', 'unshift'].flatMap((method) => index.callsOf(method))) {
      const { callee, args, span } = item.call;
      if (callee.kind !== 'member' || callee.object.kind !== 'name' || callee.object.name !== name || span.start >= offset) continue;
      if (index.functionOf(item.scope) !== here || index.lookUp(name, item.scope)?.scope !== home) continue;
      for (const arg of args)
        read = addTexts(read, arg.spread ? OPEN_LIST : this.item(arg.value, { ...context, scope: item.scope }, depth + 1));
    }
    return read;
  }

  private call(call: CallExpression, context: Context, depth: number): PromptText {
    const { callee, args } = call;
    const name = lastName(callee) ?? (callee.kind === 'name' ? callee.name : undefined);
    if (callee.kind === 'member' && TEXT_METHODS.has(callee.property)) {
      const read = this.read(callee.object, context, depth + 1);
      const filled = args.map(({ value }) => this.read(value, context, depth + 1)).reduce(addTexts, NO_TEXT);
      if (
        callee.property === 'format' ||
        callee.property.endsWith('substitute') ||
        callee.property === 'join' ||
        callee.property === 'concat'
      )
        return addTexts(read, asGaps(filled));
      return read;
    }
    const [first] = args;
    if (name !== undefined && TEXT_FUNCTIONS.has(name) && first) return this.read(first.value, context, depth + 1);
    return this.returned(call, context, depth);
  }

  /** A function of the project that builds the prompt: what it returns. */
  private returned(call: CallExpression, context: Context, depth: number): PromptText {
    let read: PromptText | undefined;
    for (const fn of this.evaluator.evaluate(call.callee, context)) {
      if (fn.kind !== 'function') continue;
      const facts = fn.context.index.facts.functions[fn.function]!;
      const inner = this.evaluator.enter(fn, call, context);
      for (const result of facts.returns) {
        const each = this.read(result, this.evaluator.contextAt(inner, result), depth + 1);
        read = read ? longer(read, each) : each;
      }
    }
    return read ?? OPEN_TEXT;
  }

  private followed(expression: Expression, context: Context, depth: number): PromptText {
    return expression.kind === 'opaque' ? OPEN_TEXT : this.evaluated(expression, context, depth);
  }

  /** What the evaluator finds: constants of other files, attributes, arguments of a caller. */
  private evaluated(expression: Expression, context: Context, depth: number): PromptText {
    const options = this.evaluator.evaluate(expression, context).flatMap((value): PromptText[] => {
      if (value.kind === 'literal') return value.value === null ? [] : [{ ...NO_TEXT, texts: [String(value.value)] }];
      if (value.kind === 'dictionary' || value.kind === 'list') return [this.read(value.expression, value.context, depth + 1)];
      return [OPEN_TEXT];
    });
    const [first, ...others] = options;
    return first ? others.reduce(longer, first) : OPEN_TEXT;
  }
}

/** What fills the holes of a template: texts that are seen stay, the rest are gaps. */
function asGaps(text: PromptText): PromptText {
  return { ...text, gaps: text.gaps + text.openTexts + text.openLists, openTexts: 0, openLists: 0 };
}

/** Of two texts that may be sent, the one with more literal text: an estimate should rather be high. */
function longer(a: PromptText, b: PromptText): PromptText {
  return length(b) > length(a) ? b : a;
}

function length({ texts, openTexts, openLists }: PromptText): number {
  return texts.reduce((all, text) => all + text.length, 0) + openTexts + openLists;
}
