/**
 * Expressions as every front end lowers them: one small language for Python, JavaScript and TypeScript.
 *
 * A front end keeps what an analysis could follow (names, members, calls, literals, dictionaries, choices) and turns
 * everything else into `opaque`. `await x`, parentheses, `x!`, `x as T`, `x satisfies T`, `cast(T, x)`-free wrappers
 * are lowered to `x` itself, with the span of `x`. All values are plain data: they survive `structuredClone` and JSON.
 */
import type { Span } from '../text/span';

export type Expression =
  | NameExpression
  | MemberExpression
  | IndexExpression
  | CallExpression
  | StringExpression
  | NumberExpression
  | BooleanExpression
  | NullExpression
  | DictionaryExpression
  | ListExpression
  | ChoiceExpression
  | ArithmeticExpression
  | FunctionExpression
  | ClassExpression
  | ImportExpression
  | OpaqueExpression;

/** A name, looked up in the scope the expression stands in. JavaScript's `this` is the name `this`, `super` is `super`. */
interface NameExpression {
  readonly kind: 'name';
  readonly name: string;
  readonly span: Span;
}

/** `object.property`, `object?.property`, `object["property"]` in JavaScript; in Python only the dotted form. */
export interface MemberExpression {
  readonly kind: 'member';
  readonly object: Expression;
  readonly property: string;
  readonly span: Span;
  readonly propertySpan: Span;
}

/** `object[index]` that is no member: Python subscripts, computed JavaScript members, generics (`Optional[OpenAI]`). */
interface IndexExpression {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
  readonly span: Span;
}

export interface CallExpression {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Argument[];
  /** `new X(...)` in JavaScript. */
  readonly isNew?: true;
  /** The whole call expression, from its first token to the closing parenthesis. */
  readonly span: Span;
  /** From the opening to the closing parenthesis, both included. Missing parenthesis (half typed): up to the last argument. */
  readonly argumentsSpan: Span;
}

export interface Argument {
  /** Keyword name (Python); undefined for a positional argument. */
  readonly name?: string;
  /** `*args` / `...args`: 'iterable'; `**kwargs`: 'dictionary'. */
  readonly spread?: 'iterable' | 'dictionary';
  readonly value: Expression;
  /** The whole argument, keyword and stars included. */
  readonly span: Span;
}

/** A string literal. `value` is undefined when it is interpolated; `parts` then holds its literal pieces in order. */
export interface StringExpression {
  readonly kind: 'string';
  readonly value?: string;
  readonly parts?: readonly string[];
  readonly span: Span;
}

/** A number literal; `value` is NaN for one too odd to read. */
interface NumberExpression {
  readonly kind: 'number';
  readonly value: number;
  readonly span: Span;
}

interface BooleanExpression {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly span: Span;
}

/** `None`, `null`, `undefined`. */
interface NullExpression {
  readonly kind: 'null';
  readonly span: Span;
}

/** `{...}`, and Python's `dict(a=1, **b)`. */
export interface DictionaryExpression {
  readonly kind: 'dictionary';
  readonly entries: readonly DictionaryEntry[];
  readonly span: Span;
}

export interface DictionaryEntry {
  /** The literal key; undefined for a spread or a computed key. */
  readonly key?: string;
  readonly spread?: true;
  readonly value: Expression;
  readonly span: Span;
}

/** `[...]`, tuples, sets: what matters is their items. */
export interface ListExpression {
  readonly kind: 'list';
  readonly items: readonly Expression[];
  readonly span: Span;
}

/**
 * One of several values at run time: `a if c else b`, `c ? a : b`, `a or b`, `a || b`, `a ?? b`, `a && b`,
 * union types (`OpenAI | None`). For `a && b` and `c and b` the first option is lowered too.
 */
export interface ChoiceExpression {
  readonly kind: 'choice';
  readonly form: 'conditional' | 'or' | 'and' | 'union';
  readonly options: readonly Expression[];
  readonly span: Span;
}

/** `left operator right` for + - * / ** % // (timeouts are written as `15 * 60`); Python's `a | b` on dictionaries too. */
interface ArithmeticExpression {
  readonly kind: 'arithmetic';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

/** A lambda, arrow function or function expression. `function` is an index into `FileFacts.functions`. */
interface FunctionExpression {
  readonly kind: 'function';
  readonly function: number;
  readonly span: Span;
}

/** A class expression or definition. `class` is an index into `FileFacts.classes`. */
interface ClassExpression {
  readonly kind: 'class';
  readonly class: number;
  readonly span: Span;
}

/**
 * What an import, `require(...)` or `import(...)` gives. `imported` is the exported name, 'default', or '*' for the
 * module itself. Python: `import a.b` binds the name `a` to module `a`, '*'; `import a.b as c` binds c to module `a.b`,
 * '*'; `from .x import y` is module `.x`, `y`; `from . import y` is module `.`, `y`.
 */
export interface ImportExpression {
  readonly kind: 'import';
  readonly module: string;
  readonly imported: string;
  readonly typeOnly?: true;
  readonly span: Span;
}

/** Anything an analysis can't follow. */
export interface OpaqueExpression {
  readonly kind: 'opaque';
  readonly span: Span;
}
