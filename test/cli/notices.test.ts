/** The bundles hold code of others: its licences go with them, in the extension and in the npm package. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(__dirname, '../..');
const notices = (): string => fs.readFileSync(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');

test('every package that the bundler read is named, with a licence', () => {
  const file = path.join(os.tmpdir(), `tierlint-meta-${process.pid}.json`);
  execFileSync(process.execPath, ['esbuild.mjs', `--meta=${file}`], { cwd: root });
  const metafiles = JSON.parse(fs.readFileSync(file, 'utf8')) as { inputs: Record<string, unknown> }[];
  fs.rmSync(file);
  const packages = new Set<string>();
  for (const input of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const inside = input.split('node_modules/').pop()!;
    if (input.includes('node_modules/'))
      packages.add(
        inside
          .split('/')
          .slice(0, inside.startsWith('@') ? 2 : 1)
          .join('/'),
      );
  }
  assert.ok(packages.size > 40, `${packages.size} packages`);
  const text = notices();
  for (const name of [...packages, 'typescript', 'web-tree-sitter', '@vscode/tree-sitter-wasm']) {
    assert.match(text, new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} \\d[^\\n]*\\nLicence: \\w`, 'm'), name);
  }
});

test('the npm package holds the notices and all that the command line loads', () => {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' });
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const names = new Set(files.map((file) => file.path));
  for (const name of [
    'dist/THIRD-PARTY-NOTICES.txt',
    'dist/cli.js',
    'dist/worker.js',
    'dist/typescript.js',
    'dist/openai.js',
    'dist/tree-sitter.wasm',
    'LICENSE',
  ])
    assert.ok(names.has(name), name);
  assert.ok([...names].every((name) => !/^(?:test|server|\.cache|node_modules)\//.test(name)));
});

test('the extension holds the notices', () => {
  const { stdout } = spawnSync(process.execPath, [path.join(root, 'node_modules/@vscode/vsce/vsce'), 'ls', '--no-dependencies'], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.match(stdout, /^dist\/THIRD-PARTY-NOTICES\.txt$/m);
});
