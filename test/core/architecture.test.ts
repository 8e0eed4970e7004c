import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import test from 'node:test';

const root = path.resolve(__dirname, '../..');
const source = path.join(root, 'server/src');

function filesBelow(folder: string): readonly string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(full) : /\.ts$/.test(entry.name) ? [full] : [];
  });
}

/** The text of a file without its comments: examples in them are no imports. */
function codeOf(file: string): string {
  return fs.readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|(?<=[\s;{}(,])\/\/ .*$/gm, '');
}

function importsOf(file: string): readonly string[] {
  return [
    ...codeOf(file).matchAll(
      /^\s*(?:import|export)\s[^;]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\brequire\(['"]([^'"]+)['"]\)/gm,
    ),
  ].map((match) => (match[1] ?? match[2] ?? match[3])!);
}

/** Folders of server/src in the order of the house: a folder may import from those to its right. */
const LAYERS = [['lsp', 'cli'], ['workspace', 'batch'], ['core']];

function layer(relative: string): number {
  const [folder] = relative.split('/');
  return LAYERS.findIndex((names) => names.includes(folder!));
}

test('imports in server/src point down only: lsp and cli to workspace and batch to core', () => {
  const wrong: string[] = [];
  for (const file of filesBelow(source)) {
    const relative = path.relative(source, file).split(path.sep).join('/');
    for (const specifier of importsOf(file)) {
      if (!specifier.startsWith('.')) continue;
      const target = path
        .relative(source, path.resolve(path.dirname(file), specifier))
        .split(path.sep)
        .join('/');
      const [from, to] = [layer(relative), layer(target)];
      if (from >= 0 && to >= 0 && to < from) wrong.push(`${relative} imports ${target}`);
      // Layers side by side don't know each other.
      if (from >= 0 && from === to && relative.split('/')[0] !== target.split('/')[0]) wrong.push(`${relative} imports ${target}`);
    }
  }
  assert.deepEqual(wrong, []);
});

/** Floors of core, from the ground up: a folder imports from those before it and from itself, types included. */
const FLOORS = [
  ['text', 'providers'],
  ['catalog'],
  ['syntax'],
  ['libraries'],
  ['link'],
  ['loops', 'workload', 'refusal', 'polling'],
  ['intent'],
  ['callSite'],
  ['findings'],
  ['annotation'],
  ['config'],
  ['policy', 'estimate'],
  ['fixes'],
  ['saving'],
  ['rules'],
  ['suppression', 'annotationHelp', 'batchFile'],
  ['usage', 'comparison'],
  ['audit'],
  ['analyze.ts'],
];

/** What a file below `server/src` imports of the same tree, as paths from there. */
function ownImports(file: string): readonly string[] {
  return importsOf(file).flatMap((specifier) => {
    if (!specifier.startsWith('.')) return [];
    const base = path.resolve(path.dirname(file), specifier);
    const found = [base, `${base}.ts`, path.join(base, 'index.ts')].find((each) => fs.existsSync(each) && fs.statSync(each).isFile());
    return found === undefined ? [] : [path.relative(source, found).split(path.sep).join('/')];
  });
}

const floorOf = (relative: string): number => FLOORS.findIndex((names) => names.includes(relative.split('/')[1]!));

test('core has floors: every folder of it stands on one, and imports point down', () => {
  const wrong: string[] = [];
  for (const file of filesBelow(path.join(source, 'core'))) {
    const relative = path.relative(source, file).split(path.sep).join('/');
    const from = floorOf(relative);
    if (from < 0) wrong.push(`${relative} stands on no floor`);
    for (const target of ownImports(file)) {
      if (target.split('/')[1] !== relative.split('/')[1] && !(floorOf(target) < from)) wrong.push(`${relative} imports ${target}`);
    }
  }
  assert.deepEqual(wrong, []);
});

/**
 * Recursive descents: an expression holds expressions, so the functions that take its kinds apart call each other. One circle
 * each, and no file outside these folders is in it.
 */
const DESCENTS: readonly (readonly [folder: string, what: string])[] = [
  ['core/link/', 'the evaluator follows an expression to its values'],
  ['core/syntax/ecmascript/flow/', 'the flow of statements, loops and expressions'],
  ['core/syntax/ecmascript/', 'facts of statements, functions, classes and expressions'],
  ['core/syntax/python/flow/', 'the flow of statements, loops and expressions'],
  ['core/syntax/python/', 'facts of statements, functions, classes and expressions'],
];

test('files import each other in no circle but the documented recursive descents', () => {
  const graph = new Map(
    filesBelow(source).map((file) => [path.relative(source, file).split(path.sep).join('/'), ownImports(file)] as const),
  );
  const wrong = circlesOf(graph).filter((files) => {
    const [home] = DESCENTS.find(([folder]) => files[0]!.startsWith(folder)) ?? [];
    return home === undefined || !files.every((file) => path.posix.dirname(file) === home.slice(0, -1));
  });
  assert.deepEqual(wrong, []);
});

/** Sets of files that reach each other (Tarjan's strongly connected components of more than one file), sorted. */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    low.set(file, order.get(file)!);
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file)!, low.get(next)!));
    }
    if (low.get(file) !== order.get(file)) return;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1) circles.push(circle.sort());
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return circles;
}

/** Pure libraries that core may use. Types of a parser are fine; parsers themselves are handed in. */
const CORE_PACKAGES = new Set(['web-tree-sitter', 'typescript', 'jsonc-parser']);

test('core imports no editor, no server, no file system, no network, no process', () => {
  const wrong: string[] = [];
  for (const file of filesBelow(path.join(source, 'core'))) {
    for (const specifier of importsOf(file)) {
      if (!specifier.startsWith('.') && !CORE_PACKAGES.has(specifier)) wrong.push(`${path.relative(source, file)} imports ${specifier}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('core reads no clock, no environment and no random numbers', () => {
  // What is written into other people's programs runs there.
  const ours = filesBelow(path.join(source, 'core')).filter((file) => !/[\\/]batch[\\/]\w+[\\/]helper[\\/]/.test(file));
  const wrong = ours.filter((file) =>
    /\b(?:Date\.now|new Date\(\)|process\.(?:env|cwd)|Math\.random|performance\.now)\b/.test(codeOf(file)),
  );
  assert.deepEqual(wrong, []);
});

test('the client holds no analysis: it imports the protocol and nothing else of the server', () => {
  const wrong: string[] = [];
  for (const file of filesBelow(path.join(root, 'client/src'))) {
    for (const specifier of importsOf(file))
      if (specifier.includes('server/src') && !specifier.endsWith('server/src/protocol'))
        wrong.push(`${path.relative(root, file)} imports ${specifier}`);
  }
  assert.deepEqual(wrong, []);
});
