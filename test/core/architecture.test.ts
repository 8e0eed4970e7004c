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

/** Pure libraries that core may use. Types of a parser are fine; parsers themselves are handed in. */
const CORE_PACKAGES = new Set(['web-tree-sitter', 'typescript', 'jsonc-parser', 'picomatch']);

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
  const ours = filesBelow(path.join(source, 'core')).filter((file) => path.basename(file) !== 'helperText.ts');
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
