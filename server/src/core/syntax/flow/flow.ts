/**
 * What a function does, in order: a small language for the bodies of Python, JavaScript and TypeScript functions, enough
 * to tell whether the requests of a loop depend on each other and to take the loop apart. Made from the syntax tree when
 * somebody asks, never kept with the facts.
 *
 * All spans are offsets into the text of the source unit (a notebook: the joined text of its cells). A span starts at the
 * first character of what it names and ends after the last, comments and white space outside excluded; a JavaScript
 * statement's span includes its semicolon, a Python statement's does not include the line break. `text.slice(start, end)`
 * is always the code as written.
 */
import type { Language } from '../facts';
import type { Span } from '../../text/span';

/** The flow of one file. Bodies are lowered when first asked for. No method throws, whatever the file holds. */
export interface FileFlow {
  readonly language: Language;
  readonly text: string;
  /** The module's top level: a function without name and parameters. */
  readonly module: FlowFunction;
  /**
   * The innermost function (definition, method, lambda, arrow function) whose body holds the offset; the module when none
   * does. Parameters' defaults and decorators belong to the function around.
   */
  functionAt(offset: number): FlowFunction;
  /** The function whose `FunctionFacts.span` this is; undefined when there is none. */
  functionOf(span: Span): FlowFunction | undefined;
  /**
   * False only where nothing stands between a call and the body of the function round it (`functionAt`) that may repeat it:
   * no loop, no comprehension, no inline function, no other call. Looks at the tree, lowers nothing.
   */
  mayRepeat(call: Span): boolean;
}

/** One function, or the module. Identity is stable: the same function is the same object however it is reached. */
export interface FlowFunction {
  /**
   * `definition`: a `def`, `function f`, a method or accessor. `inline`: a lambda, an arrow function or a function
   * expression, wherever it stands (`const f = async (x) => ...` is inline too, and has the name `f`).
   */
  readonly form: 'module' | 'definition' | 'inline';
  readonly name?: string;
  /** As `FunctionFacts.span`; the module: the whole text. */
  readonly span: Span;
  readonly parameters: readonly FlowParameter[];
  readonly isAsync: boolean;
  /** It has a `yield` of its own. */
  readonly isGenerator: boolean;
  /** The function around; undefined for the module. Classes and namespaces are no functions. */
  readonly outer?: FlowFunction;
  /** The body is one expression, without `return`: a lambda, `x => f(x)`. `body` then holds one `return` with the span of the expression. */
  readonly isExpression: boolean;
  /** Lowered when first read. */
  readonly body: FlowBlock;
}

export interface FlowParameter {
  /** Names it binds: one, or those of a pattern (JavaScript). */
  readonly names: readonly string[];
  /** The whole parameter: annotation, default, stars or dots included. */
  readonly span: Span;
  readonly default?: FlowExpression;
  /** `*args`, `...args`: 'iterable'; `**kwargs`: 'dictionary'. */
  readonly spread?: 'iterable' | 'dictionary';
  /** Keyword-only in Python. */
  readonly keywordOnly?: true;
  /** A pattern: `({ id, text }) => ...`. */
  readonly isPattern?: true;
}

/**
 * Statements that run one after another. A Python block starts at its first statement; a JavaScript block in braces starts
 * at `{` and ends after `}`; one without braces (`if (x) f();`) is the span of its statement.
 */
export interface FlowBlock {
  readonly span: Span;
  readonly statements: readonly FlowStatement[];
  /** JavaScript: the block has braces. */
  readonly hasBraces?: true;
}

export type FlowStatement =
  | FlowAssign
  | FlowExpressionStatement
  | FlowReturn
  | FlowRaise
  | FlowJump
  | FlowIf
  | FlowMatch
  | FlowLoopStatement
  | FlowTry
  | FlowWith
  | FlowNested
  | FlowDefinition
  | FlowDeclare
  | FlowOther;

/**
 * `a = b = value`, `a: T = value`, `a += value`, `const a = value`. JavaScript's `const a = 1, b = 2` is one assign per
 * declarator with the span of the declarator and the same `whole`. In JavaScript an expression statement that is an assignment is
 * an assign; an assignment inside an expression only shows among the accesses.
 */
export interface FlowAssign {
  readonly kind: 'assign';
  readonly span: Span;
  /** The whole statement, where `span` is one declarator of several. */
  readonly whole?: Span;
  readonly targets: readonly FlowTarget[];
  /** Absent: a bare annotation (`x: int`) or `let x;`. */
  readonly value?: FlowExpression;
  /** `+=`, `||=`...: the targets are read too. */
  readonly operator?: string;
  /** JavaScript: the word that declares the names, which are then the block's own. */
  readonly declares?: 'const' | 'let' | 'var' | 'using';
}

/** The left side of an assignment, a loop variable, what `with ... as` binds. */
export interface FlowTarget {
  readonly span: Span;
  /** Names it binds, in order, those of patterns and starred ones included; empty for `d[k]` and `o.x`. */
  readonly names: readonly string[];
  /** `name`: one plain name. `pattern`: unpacking. `member`: `o.x`. `index`: `d[k]`. */
  readonly form: 'name' | 'pattern' | 'member' | 'index';
  /** All accesses: `write` for its names, `store` for the root of `d[k]` and `o.x`, `read` for `k`. */
  readonly accesses: readonly FlowAccess[];
}

/** An expression for its effect: a call, an await, a string (docstring). */
interface FlowExpressionStatement {
  readonly kind: 'expression';
  readonly span: Span;
  readonly value: FlowExpression;
}

interface FlowReturn {
  readonly kind: 'return';
  readonly span: Span;
  readonly value?: FlowExpression;
}

/** `raise x from y`, `throw x`. */
interface FlowRaise {
  readonly kind: 'raise';
  readonly span: Span;
  readonly value?: FlowExpression;
}

/** `break`, `continue`, `pass` and JavaScript's empty statement. */
interface FlowJump {
  readonly kind: 'break' | 'continue' | 'pass';
  readonly span: Span;
  readonly label?: string;
}

interface FlowIf {
  readonly kind: 'if';
  readonly span: Span;
  /** `if`, then each `elif` / `else if`; an `else` is the last, without a condition. */
  readonly branches: readonly FlowBranch[];
}

export interface FlowBranch {
  readonly condition?: FlowExpression;
  readonly block: FlowBlock;
}

/** `match` / `switch`. */
export interface FlowMatch {
  readonly kind: 'match';
  readonly span: Span;
  readonly subject: FlowExpression;
  /** `accesses`: what the pattern and guard read and write. Switch: a case may fall through to the next. */
  readonly cases: readonly {
    readonly span: Span;
    readonly accesses: readonly FlowAccess[];
    readonly calls: readonly FlowCall[];
    readonly block: FlowBlock;
  }[];
}

interface FlowLoopStatement {
  readonly kind: 'loop';
  readonly span: Span;
  readonly loop: FlowLoop;
}

export interface FlowTry {
  readonly kind: 'try';
  readonly span: Span;
  readonly body: FlowBlock;
  readonly handlers: readonly FlowHandler[];
  /** Python's `else`. */
  readonly otherwise?: FlowBlock;
  readonly finally?: FlowBlock;
}

/** `except (A, B) as e:`, `catch (e) {`. */
export interface FlowHandler {
  /** From `except` / `catch` to the end of its block. */
  readonly span: Span;
  /** Python: the caught types as an expression. */
  readonly types?: FlowExpression;
  /** The name of the exception; names of a pattern in JavaScript. */
  readonly names: readonly string[];
  readonly block: FlowBlock;
}

/** `with a as b, c:`, `async with`. */
export interface FlowWith {
  readonly kind: 'with';
  readonly span: Span;
  readonly isAsync: boolean;
  readonly items: readonly { readonly value: FlowExpression; readonly target?: FlowTarget }[];
  readonly block: FlowBlock;
}

/** JavaScript's bare or labeled block. The label of a loop stands in `FlowLoop.label`, not here. */
interface FlowNested {
  readonly kind: 'block';
  readonly span: Span;
  readonly label?: string;
  readonly block: FlowBlock;
}

/** `def f`, `class C`, `function f`: binds a name. Decorators are part of the span. */
export interface FlowDefinition {
  readonly kind: 'function' | 'class';
  readonly span: Span;
  readonly name?: string;
  /** For a function. */
  readonly function?: FlowFunction;
  /** What decorators, defaults and bases read now, and what its body reads or changes of the names around (`deferred`). */
  readonly accesses: readonly FlowAccess[];
}

/** `global x`, `nonlocal x`, imports, type declarations: names without a value anyone follows. */
interface FlowDeclare {
  readonly kind: 'declare';
  readonly span: Span;
  readonly form: 'global' | 'nonlocal' | 'import' | 'type';
  readonly names: readonly string[];
}

/** Everything else (`del`, `assert`, what the parser could not read); its parts as one expression. */
interface FlowOther {
  readonly kind: 'other';
  readonly span: Span;
  /** `del d[k]` shows as a store. */
  readonly value: FlowExpression;
  /** The parser lost its way here: nothing may be concluded from this statement. */
  readonly isBroken?: true;
}

/** An expression, flat: what matters is what it touches and calls. */
export interface FlowExpression {
  readonly span: Span;
  /**
   * `name` (also a chain of members), `call`, `literal` (a constant that is no container), `list` (also tuple, set, array), `dictionary` (also
   * object), `function` (an inline one), `loop` (a comprehension, or a call that repeats), `other`. Parentheses, `await` and types are looked through.
   */
  readonly shape: 'name' | 'call' | 'literal' | 'list' | 'dictionary' | 'function' | 'loop' | 'other';
  /**
   * All names touched, in order of evaluation as far as the text tells, those within nested loops and inline functions
   * included, except names that these bind themselves (loop variables, parameters, locals).
   */
  readonly accesses: readonly FlowAccess[];
  /** All calls, in source order of their start, those within nested loops and inline functions included. */
  readonly calls: readonly FlowCall[];
  /** Loops that stand in it, outermost ones only; inner ones are in the bodies of loops and inline functions. */
  readonly loops: readonly FlowLoop[];
  /** Inline functions that stand in it, outermost ones only, those included that are the body of a call that repeats. */
  readonly functions: readonly FlowFunction[];
  /** `yield` or `yield from` stands in it. */
  readonly yields?: true;
}

/** A name is touched. */
export interface FlowAccess {
  /** The root: `self` for `self.out`, `d` for `d["k"].x`. JavaScript's `this` is the name `this`. */
  readonly name: string;
  /** The dotted chain as far as it is made of plain members, the last before a call included: `self.out`, `self.out.append`. */
  readonly path: string;
  /** From the root to the end of the chain, indices included. */
  readonly span: Span;
  /** `write`: the name gets another value. `store`: something within it does (`d[k] = v`, `o.x = v`, `del d[k]`). `read`: neither. `x += 1` is a read and a write; `d[k] += 1` a read and a store. */
  readonly kind: 'read' | 'write' | 'store';
  /** The chain is called at its end: `append` for `out.append(x)` and `d[k].append(x)`; a call of the name itself has none. */
  readonly method?: string;
  /** The call (`FlowCall.span`) it is an argument of, when the argument is nothing but this chain: the callee may change it. */
  readonly passedTo?: Span;
  /** Within an inline or nested function that is only defined here: happens when that is called. */
  readonly deferred?: true;
}

/** A call. */
export interface FlowCall {
  /** As `CallExpression.span` in the facts: from its first token to the closing parenthesis, `await` not included. */
  readonly span: Span;
  /** The callee as written, white space and comments removed, `?.` as `.`; undefined when it is no chain of names and members (`f()()`, `x[0]()`). `new` is not part of it. */
  readonly callee?: string;
  readonly calleeSpan: Span;
  /** The last member of the callee, whatever stands before it: `map` for `load(x).map(f)` and `rows[0].map(f)`; absent for a call of a name. */
  readonly method?: string;
  readonly args: readonly FlowArgument[];
  readonly isNew?: true;
  /** `await` stands directly before it; the span of the whole await expression. Where one stands between parentheses `await (f())` counts too. */
  readonly awaited?: Span;
  /** Within an inline function: happens when that is called. */
  readonly deferred?: true;
}

export interface FlowArgument {
  /** Python keyword. */
  readonly name?: string;
  readonly spread?: 'iterable' | 'dictionary';
  /** The whole argument. */
  readonly span: Span;
  readonly value: FlowExpression;
  /** The argument is an inline function. */
  readonly function?: FlowFunction;
}

/** How a loop is written. */
export type LoopForm =
  /** Python's `for`, JavaScript's `for ... of`. */
  | 'for'
  /** `async for`, `for await`. */
  | 'for-await'
  /** `for (const k in o)`. */
  | 'for-in'
  /** `for (let i = 0; i < n; i++)`. */
  | 'for-count'
  | 'while'
  | 'do-while'
  /** List, set and dictionary comprehensions. */
  | 'comprehension'
  | 'generator'
  /** A call that runs a function once per item, told by the table in `callLoops.ts`: `map`, `forEach`, `pMap`, `pool.map`, `df.apply`. */
  | 'call';

export interface FlowLoop {
  readonly form: LoopForm;
  /** The whole statement or expression: from `for` to the end of its body (and `else`), `[...]` with brackets, the call. `await` not included. */
  readonly span: Span;
  /** What an editor underlines: `for d in docs`, `for (const d of docs)`, `while True`, `docs.map`; for comprehensions the first clause. */
  readonly head: Span;
  readonly label?: string;
  /** One for `for`; several for comprehensions; none for `while` and `for-count`. A call has one, whose targets are the function's parameters. */
  readonly clauses: readonly FlowClause[];
  /** `while`, `do-while`, `for-count`. */
  readonly condition?: FlowExpression;
  /** `for-count`: `let i = 0` and `i++`. */
  readonly initializer?: FlowStatement;
  readonly update?: FlowExpression;
  /**
   * What runs per item. A comprehension's is one `expression` statement with the element (for dictionaries key and value as one
   * expression). A call's is the body of its inline function; empty when the function is only named, see `call`.
   */
  readonly body: FlowBlock;
  /** Python's `else`. */
  readonly otherwise?: FlowBlock;
  /** Brackets of a comprehension. */
  readonly collects?: 'list' | 'set' | 'dictionary';
  /** `call`: the call that repeats. */
  readonly call?: LoopCall;
}

export interface FlowClause {
  readonly targets: FlowTarget;
  readonly iterable: FlowExpression;
  /** `if` of a comprehension, after this clause. */
  readonly conditions: readonly FlowExpression[];
  readonly isAsync?: true;
}

/** A call that repeats a function. */
export interface LoopCall {
  readonly call: FlowCall;
  /** Which row of the table it is. */
  readonly kind: CallLoopKind;
  /** The function, when it is written inline. */
  readonly function?: FlowFunction;
  /** The function, when it is named: `map(summarize, docs)`; its index among the arguments. */
  readonly named?: number;
}

export type CallLoopKind =
  /** One result per item, in order: `items.map(f)`, `map(f, items)`, `Array.from(items, f)`. */
  | 'map'
  /** The same, with a limit on how many run at once: `pMap(items, f)`, `Promise.map`, `async.mapLimit`. */
  | 'map-limit'
  /** No results: `items.forEach(f)`. */
  | 'for-each'
  /** Results are flattened, or decide what is kept or found. */
  | 'flat-map'
  | 'filter'
  /** Stops at the first that fits: `some`, `every`, `find`. */
  | 'search'
  /** Each sees what became of the one before: `reduce`. */
  | 'reduce'
  /** `executor.map(f, items)`. */
  | 'executor-map'
  /** `df.apply(f)`, `series.map(f)`, `df.progress_apply(f)`. */
  | 'apply';
