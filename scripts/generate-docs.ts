/** Writes docs/rules from the code. With --check, writes nothing and fails when a page is stale, missing or left over. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rulePages } from './rulePages';

const folder = process.env.DOCS_FOLDER ?? join(import.meta.dirname, '../docs/rules');
const pages = rulePages();

mkdirSync(folder, { recursive: true });
const present = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const stale = [...pages].filter(([name, text]) => present.get(name) !== text).map(([name]) => name);
const leftOver = [...present.keys()].filter((name) => !pages.has(name));

if (process.argv.includes('--check')) {
  for (const name of [...stale, ...leftOver]) console.error(`${relative('.', join(folder, name))} is not what the rules say: run \`npm run docs\``);
  if (stale.length + leftOver.length > 0) process.exitCode = 1;
} else {
  for (const name of stale) writeFileSync(join(folder, name), pages.get(name)!);
  for (const name of leftOver) rmSync(join(folder, name));
  console.log(`${pages.size} pages, ${stale.length} written, ${leftOver.length} removed`);
}
