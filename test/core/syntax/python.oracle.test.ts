import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { FileFacts } from '../../../server/src/core/syntax/facts';
import { LineIndex } from '../../../server/src/core/text/lineIndex';
import type { Span } from '../../../server/src/core/text/span';
import { pythonFrontEnd } from './pythonFrontEnd';

/** What test/fixtures/syntax/python_oracle.py says of one file; positions are offsets. */
interface OracleFacts {
  readonly path: string;
  readonly calls: [start: number, end: number, args: number][];
  /** How many arguments the calls inside f-strings have: CPython 3.11 doesn't say where they stand. */
  readonly interpolated: number[];
  readonly scopes: [start: number, end: number, name: string][];
  readonly imports: [name: string, line: number][];
  readonly awaited: [start: number, end: number][];
  readonly entered: [start: number, end: number][];
}

/** A few hundred files of the library; PYTHON_ORACLE_FOLDER names another folder, to be read whole. */
const PACKAGES = [
  '',
  'asyncio',
  'concurrent',
  'email',
  'http',
  'importlib',
  'json',
  'logging',
  'multiprocessing',
  'unittest',
  'urllib',
  'xml',
];

function oracle(): OracleFacts[] {
  const script = join(__dirname, '../../fixtures/syntax/python_oracle.py');
  const library = ['-c', 'import os; print(os.path.dirname(os.__file__))'];
  const folder = process.env['PYTHON_ORACLE_FOLDER'] ?? execFileSync('python3', library, { encoding: 'utf8' }).trim();
  const folders = process.env['PYTHON_ORACLE_FOLDER'] ? [folder] : PACKAGES.map((name) => `${folder}/${name}`);
  const output = execFileSync('python3', [script, ...folders], { encoding: 'utf8', maxBuffer: 1 << 30 });
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as OracleFacts);
}

/** The front end's facts in the oracle's words. */
function inTheOraclesWords(text: string, facts: FileFacts, { calls, scopes }: OracleFacts): Omit<OracleFacts, 'path'> {
  const known = new Set(calls.map(([start, end]) => `${start} ${end}`));
  const isPlain = ({ start, end }: Span): boolean => known.has(`${start} ${end}`);
  // Nor does it say where the lambdas and comprehensions inside f-strings stand.
  const scopesKnown = new Set(scopes.map(([start]) => start));
  const lines = new LineIndex(text);
  const range = ({ start, end }: Span): [number, number] => [start, end];
  const plain = facts.calls.filter(({ call }) => isPlain(call.span));
  return {
    calls: plain.map(({ call }) => [...range(call.span), call.args.length]),
    interpolated: facts.calls
      .filter(({ call }) => !isPlain(call.span))
      .map(({ call }) => call.args.length)
      .sort((a, b) => a - b),
    scopes: facts.scopes
      .slice(1)
      .filter(({ span }) => scopesKnown.has(span.start))
      .map(({ span, function: f, class: c }): [number, number, string] => {
        const name = f !== undefined ? facts.functions[f]!.name : c !== undefined ? facts.classes[c]!.name : undefined;
        return [...range(span), name ?? ''];
      })
      .sort((a, b) => a[0] - b[0] || b[1] - a[1]),
    imports: facts.bindings
      .filter(({ kind }) => kind === 'import')
      .map(({ name, statement }) => [name, lines.positionAt(statement.start).line + 1]),
    awaited: plain.filter(({ awaited }) => awaited).map(({ call }) => range(call.span)),
    entered: plain.filter(({ inWith }) => inWith).map(({ call }) => range(call.span)),
  };
}

/** Orders imports as both sides list them: by line, then as written. */
function sortedImports(imports: readonly [string, number][]): [string, number][] {
  return [...imports].sort((a, b) => a[1] - b[1]);
}

test('calls, scopes, imports, awaits and with items of the standard library are those CPython sees', async () => {
  const frontEnd = await pythonFrontEnd();
  const files = oracle();
  assert.ok(files.length > 200, `only ${files.length} files`);
  const differences: string[] = [];
  for (const expected of files) {
    const text = readFileSync(expected.path, 'utf8');
    const facts = frontEnd.analyze(expected.path, text);
    const found = inTheOraclesWords(text, facts, expected);
    if (facts.hasErrors) differences.push(`${expected.path}: has errors`);
    for (const key of ['calls', 'interpolated', 'scopes', 'imports', 'awaited', 'entered'] as const) {
      const wanted = key === 'imports' ? sortedImports(expected.imports) : expected[key];
      const got = key === 'imports' ? sortedImports(found.imports) : found[key];
      if (JSON.stringify(wanted) !== JSON.stringify(got)) differences.push(`${expected.path}: ${key} ${firstDifference(wanted, got)}`);
    }
  }
  assert.deepEqual(differences, []);
});

function firstDifference(wanted: readonly unknown[], got: readonly unknown[]): string {
  const index = wanted.findIndex((item, i) => JSON.stringify(item) !== JSON.stringify(got[i]));
  const at = index === -1 ? wanted.length : index;
  return `at ${at}: wanted ${JSON.stringify(wanted[at])}, got ${JSON.stringify(got[at])} (${wanted.length} / ${got.length})`;
}
