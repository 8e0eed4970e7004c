/**
 * What one file says, alone: small, serialisable, and a function of the file's text only. Linking happens elsewhere.
 * Indices into `scopes`, `functions`, `classes` refer to the arrays of the same `FileFacts`.
 */
import type { Span } from '../text/span';
import type { CallExpression, Expression } from './expression';

export type Language = 'python' | 'javascript' | 'typescript';

export interface FileFacts {
  /** Bumped whenever the shape changes, so that cached facts of another version are dropped. */
  readonly version: typeof FACTS_VERSION;
  readonly language: Language;
  /** `scopes[0]` is the module. */
  readonly scopes: readonly Scope[];
  readonly functions: readonly FunctionFacts[];
  readonly classes: readonly ClassFacts[];
  readonly bindings: readonly Binding[];
  readonly stores: readonly Store[];
  readonly calls: readonly CallFacts[];
  readonly exports: readonly Export[];
  /** Modules re-exported or imported whole into the module scope: `export * from`, `from x import *`. */
  readonly starImports: readonly StarImport[];
  /** `try` statements that catch something, the outer one first. */
  readonly tries: readonly TryFacts[];
  /** Bodies that run only when the file is started as a program: `if __name__ == '__main__':`, `if (require.main === module)`. */
  readonly mainGuards: readonly Span[];
  /** `'use server'`, `'use client'`: at the top of the file or of a function. */
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  /** Where a new import statement may be inserted: after shebang, directives, docstring, `from __future__`, existing imports. */
  readonly importInsertion: ImportInsertion;
  /** The source had syntax errors; facts are what could be recovered. */
  readonly hasErrors: boolean;
  /** Why facts are missing although the file has some: it is nested too deeply, or took too long. */
  readonly unread?: string;
}

export const FACTS_VERSION = 3;

export interface Scope {
  /** Index of the enclosing scope; -1 for the module. */
  readonly parent: number;
  /** Python has module, class, function (lambda and comprehension count as function); JavaScript has block too. */
  readonly kind: 'module' | 'class' | 'function' | 'block';
  /** The function whose body (or parameters) this scope is. */
  readonly function?: number;
  /** The class whose body this scope is. */
  readonly class?: number;
  readonly span: Span;
}

/** A name gets a value, once per place that gives it one. */
export interface Binding {
  readonly name: string;
  readonly scope: number;
  readonly kind: 'variable' | 'parameter' | 'import' | 'function' | 'class' | 'loop' | 'with' | 'catch';
  /**
   * The value. Parameters: the default. `with x as y` / `async with`: x. `loop`: the iterable, whose items the name
   * takes. Destructuring is lowered to members and indices of the right side: `const { a: b } = c` binds b to c.a.
   * A function or class binding holds a FunctionExpression / ClassExpression (decorators are in FunctionFacts).
   * Absent when nothing is known (`let x: T;`, `except E as e`, `for` targets that unpack).
   */
  readonly value?: Expression;
  /** The type annotation, lowered like a value: `OpenAI | None` is a union, `Optional[X]` an index, `'X'` the name X. */
  readonly annotation?: Expression;
  /** Index of the parameter within its function, for kind 'parameter'. */
  readonly parameter?: number;
  /** `x += y`, `x |= y`: the value is only part of the truth. */
  readonly augmented?: true;
  /** Declared by `const` (JavaScript) or annotated `Final` (Python). */
  readonly constant?: true;
  /** The binding stands under a condition, loop or exception handler of its scope's function. */
  readonly conditional?: true;
  /** The name alone. */
  readonly span: Span;
  /** The whole statement. */
  readonly statement: Span;
}

/** An assignment to a member or an index: `self.client = ...`, `params["service_tier"] = ...`, `openai.api_base = ...`, `exports.x = ...`. */
export interface Store {
  readonly target: Expression;
  readonly value: Expression;
  readonly scope: number;
  readonly annotation?: Expression;
  readonly augmented?: true;
  /** The store stands under a condition, loop or exception handler of its scope's function. */
  readonly conditional?: true;
  readonly span: Span;
}

export interface FunctionFacts {
  readonly name?: string;
  /** The scope its parameters and body live in. */
  readonly scope: number;
  /** The class it is a method (or accessor) of. */
  readonly class?: number;
  readonly parameters: readonly Parameter[];
  /** Return values in order; an expression-bodied lambda has one. A bare `return` is not listed. */
  readonly returns: readonly Expression[];
  /** `yield x` values: fixtures and context managers hand out what they yield. */
  readonly yields: readonly Expression[];
  readonly decorators: readonly Expression[];
  readonly returnAnnotation?: Expression;
  readonly isAsync: boolean;
  /** A property getter: Python's @property / @cached_property, JavaScript's `get x()`. */
  readonly isGetter: boolean;
  /** Python's @staticmethod, JavaScript's `static`. */
  readonly isStatic: boolean;
  readonly span: Span;
}

export interface Parameter {
  /** Undefined for a destructured parameter; its names are bindings with the value `member(name of parameter…)`. */
  readonly name?: string;
  readonly kind: 'positional' | 'keyword-only' | 'rest' | 'keywords';
  readonly annotation?: Expression;
  readonly default?: Expression;
}

export interface ClassFacts {
  readonly name?: string;
  /** The scope of its body: class-level bindings (Python class attributes, TypeScript fields and interface members) live there. */
  readonly scope: number;
  readonly kind: 'class' | 'interface';
  readonly bases: readonly Expression[];
  readonly decorators: readonly Expression[];
  readonly span: Span;
}

/** A call anywhere in the file, nested ones too, each once, in source order of their start. */
export interface CallFacts {
  readonly call: CallExpression;
  readonly scope: number;
  /** The innermost statement it stands in. */
  readonly statement: Span;
  /** `await`ed directly, in either language. */
  readonly awaited?: true;
  /** The call is the context expression of a `with` / `async with` / `using` statement. */
  readonly inWith?: true;
}

export interface Export {
  /** Exported name; 'default'; or '=' for `module.exports = x` and `export = x`. */
  readonly name: string;
  readonly value: Expression;
}

export interface StarImport {
  readonly module: string;
  readonly kind: 'import' | 're-export';
}

/** A `try` with `except` or `catch`. What a promise's `.catch(...)` does is a call like any other. */
export interface TryFacts {
  /** The code whose errors are caught: the block after `try`. */
  readonly body: Span;
  readonly handlers: readonly HandlerFacts[];
}

export interface HandlerFacts {
  /** What it catches, a tuple as a list; undefined: everything. */
  readonly caught?: Expression;
  /** It ends by raising the same error again, and nothing in it chooses otherwise. */
  readonly rethrows?: true;
  /** The whole clause. */
  readonly span: Span;
}

export interface Directive {
  readonly text: string;
  /** The scope it stands in: 0 for the file, else the function's. */
  readonly scope: number;
}

/** A comment, delimiters included. Python: from `#` to the line's end. */
export interface Comment {
  readonly span: Span;
  readonly text: string;
}

export interface ImportInsertion {
  readonly offset: number;
  /** Whether a blank line should follow the inserted line (no import stands before it). */
  readonly needsBlankLine: boolean;
  /** `import`: ES module syntax or Python; `require`: CommonJS. */
  readonly style: 'import' | 'require';
}
