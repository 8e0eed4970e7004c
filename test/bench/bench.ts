/**
 * `npm run bench [-- --corpus FOLDER] [scans|keystrokes|server]`: figures against the targets of the design. The corpus
 * is the folder given there or in TIERLINT_BENCH_CORPUS, else one made up below .cache/. Ratios hold on any machine;
 * milliseconds are those of a quiet one.
 */
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { makeCorpus } from './corpus';
import { tableOf, type Target } from './measure';
import { measureScans } from './scans';
import { measureServer } from './server';

const root = path.resolve(import.meta.dirname, '../..');
const work = path.join(root, '.cache/bench');

/** The same bundling as what ships: code run straight from TypeScript is a good deal slower. */
async function bundledKeystrokes(): Promise<typeof import('./keystrokes')> {
  const outfile = path.join(work, 'keystrokes.cjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'keystrokes.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifySyntax: true,
    mainFields: ['module', 'main'],
    external: ['typescript', 'web-tree-sitter'],
    logLevel: 'warning',
  });
  return createRequire(__filename)(outfile) as typeof import('./keystrokes');
}

async function main(args: string[]): Promise<void> {
  if (!existsSync(path.join(root, 'dist/cli.js'))) throw new Error('dist/cli.js is missing: run `npm run build` first');
  const flag = args.indexOf('--corpus');
  const given = flag >= 0 ? args.splice(flag, 2)[1] : process.env['TIERLINT_BENCH_CORPUS'];
  const wants = (part: string): boolean => args.length === 0 || args.includes(part);
  const targets: Target[] = [];
  if (wants('keystrokes')) targets.push(...(await (await bundledKeystrokes()).measureKeystrokes()));
  if (wants('server')) targets.push(...(await measureServer()));
  if (wants('scans')) targets.push(...measureScans(given ? path.resolve(given) : makeCorpus(path.join(work, 'corpus')), work));
  console.log(`\n${tableOf(targets)}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
