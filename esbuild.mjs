// Builds everything that ships into dist/. `node esbuild.mjs [--dev] [--watch]`
import { build, context } from 'esbuild';
import { typescriptParserSource } from './scripts/typescriptParser.mjs';
import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { writeNotices } from './scripts/notices.mjs';

const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

/** Bundles by name in dist/. One whose source is not there is left out. */
const bundles = [
  { out: 'cli', entry: 'server/src/cli/main.ts', banner: '#!/usr/bin/env node' },
  // What talks to OpenAI is loaded by the commands that do.
  { out: 'openai', entry: 'node_modules/openai/index.js' },
  { out: 'worker', entry: 'server/src/workspace/worker.ts' },
  { out: 'server', entry: 'server/src/lsp/node.ts' },
  { out: 'extension', entry: 'client/src/extension.ts', external: ['vscode'] },
];

/** What all bundles share. Identifiers keep their names: they are what a bug report's stack trace shows. */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minifySyntax: !dev,
  minifyWhitespace: !dev,
  sourcemap: dev ? 'linked' : false,
  legalComments: 'external',
  logLevel: 'warning',
  // Some dependencies ship an ES module beside a UMD one that esbuild can't see through.
  mainFields: ['module', 'main'],
  define: { 'import.meta.url': '__filenameUrl' },
};

const optionsOf = ({ out, entry, banner, external }) => ({
  ...common,
  entryPoints: [entry],
  outfile: `dist/${out}.js`,
  external: external ?? [],
  banner: { js: [banner, "const __filenameUrl = require('node:url').pathToFileURL(__filename).href;"].filter(Boolean).join('\n') },
});

/**
 * TypeScript's parser stands in a bundle of its own: most of the bytes, and only needed once a JavaScript or TypeScript
 * file turns up.
 */
const typescriptOptions = {
  ...common,
  stdin: {
    contents: typescriptParserSource('node_modules/typescript/lib/typescript.js', ['server/src/core/syntax']),
    resolveDir: '.',
    sourcefile: 'typescript.js',
  },
  outfile: 'dist/typescript.js',
  define: {},
  minify: true,
  sourcemap: false,
  // TypeScript's own file has duplicate cases and the like.
  logLevel: 'error',
};

/** The tokenizer, too: two megabytes of ranks that only a count of tokens needs. In UTF-8 they are a quarter shorter. */
const tokenizerOptions = {
  ...common,
  entryPoints: ['node_modules/gpt-tokenizer/esm/encoding/o200k_base.js'],
  outfile: 'dist/tokenizer.js',
  charset: 'utf8',
  define: {},
  minify: true,
  sourcemap: false,
};

/** Charts of HTML reports. */
const chartsOptions = {
  ...common,
  entryPoints: ['server/src/cli/audit/drawCharts.ts'],
  outfile: 'dist/charts.js',
  minify: true,
  sourcemap: false,
};

// Overwritten, not removed: a server may be running from here.
mkdirSync('dist', { recursive: true });
copyFileSync('node_modules/web-tree-sitter/web-tree-sitter.wasm', 'dist/tree-sitter.wasm');
copyFileSync('node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm', 'dist/tree-sitter-python.wasm');

const wanted = [...bundles.filter(({ entry }) => existsSync(entry)).map(optionsOf), typescriptOptions, tokenizerOptions, chartsOptions];
if (watch) {
  for (const options of wanted) await (await context(options)).watch();
} else {
  const built = await Promise.all(wanted.map((options) => build({ ...options, metafile: true })));
  const metafiles = built.map(({ metafile }) => metafile);
  writeNotices(metafiles, 'dist/THIRD-PARTY-NOTICES.txt', writeFileSync);
  const meta = process.argv.find((argument) => argument.startsWith('--meta='));
  if (meta) writeFileSync(meta.slice('--meta='.length), JSON.stringify(metafiles));
  if (existsSync('dist/cli.js')) chmodSync('dist/cli.js', 0o755);
}
