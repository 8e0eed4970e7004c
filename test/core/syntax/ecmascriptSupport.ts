import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { createEcmaScriptFrontEnd } from '../../../server/src/core/syntax/ecmascript';
import type { DictionaryEntry, Expression } from '../../../server/src/core/syntax/expression';
import type { Binding, FileFacts } from '../../../server/src/core/syntax/facts';

/** A front end that fails the test where it would have had to recover. */
export const frontEnd = createEcmaScriptFrontEnd(ts, {
  onFailure(error, fileName) {
    throw new Error(`the front end failed on ${fileName}`, { cause: error });
  },
});

export function analyze(text: string, fileName = 'app.ts'): FileFacts {
  const facts = frontEnd.analyze(fileName, text);
  assert.deepEqual(JSON.parse(JSON.stringify(facts)), facts, 'facts are plain data');
  return facts;
}

/** An expression in one line, close to source: `?` is opaque, `fn#0` and `class#0` are indices. */
export function show(expression: Expression | undefined): string {
  if (!expression) return '-';
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'member':
      return `${show(expression.object)}.${expression.property}`;
    case 'index':
      return `${show(expression.object)}[${show(expression.index)}]`;
    case 'call': {
      const args = expression.args.map(({ spread, value }) => (spread ? '...' : '') + show(value));
      return `${expression.isNew ? 'new ' : ''}${show(expression.callee)}(${args.join(', ')})`;
    }
    case 'string':
      return expression.value !== undefined ? `'${expression.value}'` : `\`${expression.parts!.join('${}')}\``;
    case 'number':
    case 'boolean':
      return String(expression.value);
    case 'null':
      return 'null';
    case 'dictionary':
      return `{${expression.entries.map(showEntry).join(', ')}}`;
    case 'list':
      return `[${expression.items.map(show).join(', ')}]`;
    case 'choice': {
      const separator = { conditional: ' : ', or: ' || ', and: ' && ', union: ' | ' }[expression.form];
      return `(${expression.options.map(show).join(separator)})`;
    }
    case 'arithmetic':
      return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`;
    case 'function':
      return `fn#${expression.function}`;
    case 'class':
      return `class#${expression.class}`;
    case 'import':
      return `import(${expression.module}).${expression.imported}${expression.typeOnly ? ' (type)' : ''}`;
    case 'opaque':
      return '?';
  }
}

function showEntry({ key, spread, value }: DictionaryEntry): string {
  return spread ? `...${show(value)}` : `${key ?? '[?]'}: ${show(value)}`;
}

/** The last binding of a name, and there must be one. */
export function bindingOf(facts: FileFacts, name: string): Binding {
  const binding = facts.bindings.findLast((candidate) => candidate.name === name);
  assert.ok(binding, `${name} is bound`);
  return binding;
}

/** The value of the last binding of a name, in one line. */
export function valueOf(facts: FileFacts, name: string): string {
  return show(bindingOf(facts, name).value);
}

/** The value of one expression, in one line. */
export function lowered(expression: string, fileName?: string): string {
  return valueOf(analyze(`const value = ${expression};`, fileName), 'value');
}

export function exportsOf(facts: FileFacts): string[] {
  return facts.exports.map(({ name, value }) => `${name} = ${show(value)}`);
}

export function storesOf(facts: FileFacts): string[] {
  return facts.stores.map(
    ({ target, value, augmented, conditional }) =>
      `${show(target)} ${augmented ? '+=' : '='} ${show(value)}${conditional ? ' (conditional)' : ''}`,
  );
}

/** The source of every call, in order. */
export function callsOf(facts: FileFacts, text: string): string[] {
  return facts.calls.map(({ call }) => text.slice(call.span.start, call.span.end));
}

/** Numbers that look random and are the same in every run. */
export function pseudoRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

/** JavaScript and TypeScript sources below a folder of this repository, declaration files and very large ones left out. */
export function sourcesBelow(folder: string, limit = Infinity): { readonly path: string; readonly text: string }[] {
  const root = join(import.meta.dirname, '../../..', folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[mc]?[jt]sx?$/.test(path) && !/\.d\.[mc]?ts$/.test(path))
    .sort()
    .slice(0, limit)
    .map((path) => join(root, path))
    .filter((path) => statSync(path).isFile() && statSync(path).size < 400_000)
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}
