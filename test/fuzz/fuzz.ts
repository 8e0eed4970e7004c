/** `npm run fuzz -- --minutes N [--seed N] [folder...]`: random programs, edits and input until the time is over. Exit 1 when something was found. */
import * as path from 'node:path';
import { testFrontEnds } from '../support/frontEnds';
import { programsIn, round, type Found } from './run';

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const option = (name: string, otherwise: number): number =>
    args.includes(name) ? Number(args.splice(args.indexOf(name), 2)[1]) : otherwise;
  const minutes = option('--minutes', 1);
  const first = option('--seed', Date.now() % 1_000_000_000);
  await Promise.all([testFrontEnds.load('python'), testFrontEnds.load('ecmascript')]);
  const root = path.resolve(import.meta.dirname, '..');
  const programs = programsIn([path.join(root, 'fixtures'), path.join(root, 'execution/programs'), ...args]);
  console.log(`${programs.length} programs, seeds from ${first}, ${minutes} minutes`);
  const end = Date.now() + minutes * 60_000;
  const found = new Map<string, Found>();
  let seed = first;
  for (; Date.now() < end; seed++) {
    const problem = round(seed, programs);
    if (!problem) continue;
    // The same words about other places are the same fault.
    const key = problem.what.replace(/\d+/g, 'N').slice(0, 120);
    const known = found.get(key);
    if (!known || problem.text.length < known.text.length) found.set(key, problem);
  }
  for (const { seed: at, what, file, text } of found.values()) console.log(`\n--- seed ${at}, ${file}: ${what}\n${text}`);
  console.log(`\n${seed - first} rounds, ${found.size} kinds of fault`);
  process.exitCode = found.size > 0 ? 1 : 0;
}

void main();
