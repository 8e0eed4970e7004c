/**
 * Compares the verdicts on loops of public repositories with what a reader found (`loop-labels.json`).
 *
 *     node test/corpus/loopTable.mjs FOLDER
 *
 * FOLDER holds a checkout of each repository, at the commit of the labels, under `owner+name`. Needs `npm run build`.
 * Prints a row per repository, then what is not as labelled, then the shares.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(process.argv[2] ?? '.');
const { labels } = JSON.parse(readFileSync(join(import.meta.dirname, 'loop-labels.json'), 'utf8'));
const cli = join(import.meta.dirname, '../../dist/cli.js');

const byRepository = Map.groupBy ? Map.groupBy(labels, ({ repo }) => repo) : grouped(labels);
const rows = [];
const wrong = [];
let converted = 0;
let convertible = 0;
for (const [repo, own] of byRepository) {
  const checkout = join(folder, repo.replace('/', '+'));
  if (!existsSync(checkout)) {
    rows.push({ repository: repo, loops: own.length, right: 'not there' });
    continue;
  }
  const { calls, findings } = JSON.parse(
    execFileSync(process.execPath, [cli, 'check', '--no-cache', '--format', 'json', '--fail-on', 'never', '.'], {
      cwd: checkout,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  let right = 0;
  for (const label of own) {
    const at = ({ path, line, cell }) => path === label.path && line === label.line && cell === label.cell;
    const found = calls.find(at)?.loop?.verdict ?? 'none';
    if (label.verdicts.includes(found)) right++;
    else wrong.push({ repository: repo, place: `${label.path}:${label.line}`, found, labelled: label.verdicts.join(' or ') });
    if (found !== 'batchable' || !label.batchable) continue;
    convertible++;
    const fixes = findings.filter((finding) => at(finding) && finding.rule === 'batchable-loop').flatMap((finding) => finding.fixes);
    if (fixes.some(({ id }) => id === 'loop-to-batch')) converted++;
  }
  rows.push({ repository: repo, loops: own.length, right });
}
console.table(rows);
if (wrong.length > 0) console.table(wrong);
const judged = rows.filter(({ right }) => typeof right === 'number');
const loops = judged.reduce((sum, row) => sum + row.loops, 0);
const right = judged.reduce((sum, row) => sum + row.right, 0);
console.log(`${right} of ${loops} verdicts as labelled; ${converted} of ${convertible} batchable loops are offered a conversion`);

function grouped(items) {
  const groups = new Map();
  for (const item of items) groups.set(item.repo, [...(groups.get(item.repo) ?? []), item]);
  return groups;
}
