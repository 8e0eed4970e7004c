/** Writes docs/rules, lists of rules and the other generated files from the code. With --check, writes nothing and fails when one is stale, missing or left over. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fixRegistries } from './fixRegistry';
import { reporterRegistries } from './reporterRegistry';
import { ruleRegistries } from './ruleRegistry';

const root = join(import.meta.dirname, '..');
const folder = process.env.DOCS_FOLDER ?? join(root, 'docs/rules');
const isCheck = process.argv.includes('--check');

/** Texts by path. `current` is what stands there now: some files are written only in part. */
type Files = ReadonlyMap<string, (current: string) => string>;

function writeStale(files: Files, base: string): number {
  let count = 0;
  for (const [name, make] of files) {
    const path = join(base, name);
    const current = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    const text = make(current ?? '');
    if (text === current) continue;
    count++;
    if (isCheck) {
      console.error(`${relative('.', path)} is not what the code says: run \`npm run docs\``);
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return count;
}

async function main(): Promise<void> {
  // Other code imports the lists: they come first.
  let stale = writeStale(new Map([...fixRegistries(), ...ruleRegistries(), ...reporterRegistries()]), root);
  const [{ generatedFiles }, { rulePages }] = await Promise.all([import('./generatedFiles'), import('./rulePages')]);
  const pages = rulePages();
  stale += writeStale(new Map([...pages].map(([name, text]) => [name, () => text])), folder) + writeStale(generatedFiles(), root);
  const leftOver = readdirSync(folder).filter((name) => !pages.has(name));
  for (const name of leftOver) {
    if (isCheck) console.error(`${relative('.', join(folder, name))} is about no rule: run \`npm run docs\``);
    else rmSync(join(folder, name));
  }
  if (isCheck) process.exitCode = stale + leftOver.length > 0 ? 1 : 0;
  else console.log(`${pages.size} pages, ${stale} files written, ${leftOver.length} removed`);
}

void main();
