/** Writes docs/rules and the other generated files from the code. With --check, writes nothing and fails when a page is stale, missing or left over. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { generatedFiles } from './generatedFiles';
import { rulePages } from './rulePages';

const folder = process.env.DOCS_FOLDER ?? join(import.meta.dirname, '../docs/rules');
const pages = rulePages();

mkdirSync(folder, { recursive: true });
const present = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const stale = [...pages].filter(([name, text]) => present.get(name) !== text).map(([name]) => name);
const root = join(import.meta.dirname, '..');
const staleFiles = [...generatedFiles()].flatMap(([name, make]) => {
  const path = join(root, name);
  const current = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const text = make(current);
  return text === current ? [] : [{ path, text }];
});
const leftOver = [...present.keys()].filter((name) => !pages.has(name));

if (process.argv.includes('--check')) {
  for (const name of [...stale, ...leftOver])
    console.error(`${relative('.', join(folder, name))} is not what the rules say: run \`npm run docs\``);
  for (const { path } of staleFiles) console.error(`${relative('.', path)} is not what the code says: run \`npm run docs\``);
  if (stale.length + leftOver.length + staleFiles.length > 0) process.exitCode = 1;
} else {
  for (const name of stale) writeFileSync(join(folder, name), pages.get(name)!);
  for (const { path, text } of staleFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const name of leftOver) rmSync(join(folder, name));
  console.log(`${pages.size} pages, ${stale.length + staleFiles.length} written, ${leftOver.length} removed`);
}
