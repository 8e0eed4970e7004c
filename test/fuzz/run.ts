/** One round of the fuzzer, the seed of which tells all that it does; and the smallest program that shows what it found. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAnnotations } from '../../server/src/core/annotation/annotation';
import { globMatcher, globProblem } from '../../server/src/core/config/globs';
import { readConfig } from '../../server/src/core/config/readConfig';
import { markdownText, printable } from '../../server/src/core/text/printable';
import { IgnorePatterns } from '../../server/src/workspace/gitignore';
import { randomSource, type Random } from '../core/syntax/random';
import { checkEdits, checkFixes } from './checks';
import { mutate } from './mutate';

export interface Program {
  readonly name: string;
  readonly text: string;
}

export interface Found {
  readonly seed: number;
  readonly what: string;
  readonly file: string;
  readonly text: string;
}

const CODE = /\.(?:py|js|mjs|cjs|jsx|ts|mts|cts|tsx)$/;

/** Programs below folders that may hold a call, the smaller ones. */
export function programsIn(folders: readonly string[], most = 2000): readonly Program[] {
  const programs: Program[] = [];
  for (const folder of folders) {
    for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath ?? entry.path, entry.name);
      if (!entry.isFile() || !CODE.test(entry.name) || file.includes('node_modules') || fs.statSync(file).size > 40_000) continue;
      const text = fs.readFileSync(file, 'utf8');
      if (/openai/i.test(text)) programs.push({ name: entry.name, text });
      if (programs.length >= most) return programs;
    }
  }
  return programs;
}

/** Does what the seed says, and gives what is wrong. Never throws. */
export function round(seed: number, programs: readonly Program[]): Found | undefined {
  const random = randomSource(seed);
  const { name, text } = random.pick(programs);
  const others = programs.filter((each) => path.extname(each.name) === path.extname(name)).map((each) => each.text);
  const file = `/p/jobs/${name.replace(/[^\w.]/g, '_')}`;
  const mutant = mutate(text, others, random);
  const kind = random.below(10);
  if (kind === 0) return reported(seed, file, mutant, () => checkHostile(mutant, random));
  if (kind < 3) {
    const texts = [text];
    for (let i = 0; i < 5; i++) texts.push(random.below(3) === 0 ? text : mutate(texts.at(-1)!, others, random));
    const what = attempt(() => checkEdits(file, texts));
    return what === undefined ? undefined : { seed, what, file, text: texts.join('\n=====\n') };
  }
  const found = reported(seed, file, mutant, () => checkFixes(file, mutant));
  return found && { ...found, text: smallest(found.text, (each) => attempt(() => checkFixes(file, each)) !== undefined) };
}

function reported(seed: number, file: string, text: string, check: () => string | undefined): Found | undefined {
  const what = attempt(check);
  return what === undefined ? undefined : { seed, what, file, text };
}

function attempt(check: () => string | undefined): string | undefined {
  try {
    return check();
  } catch (error) {
    return `threw ${error instanceof Error ? error.stack : String(error)}`;
  }
}

/** Configuration, patterns, annotations and names out of a program's text: none throws, hangs, or gets through as it is. */
function checkHostile(text: string, random: Random): string | undefined {
  const at = random.below(text.length + 1);
  const piece = text.slice(at, at + 1 + random.below(300));
  const wild = piece.replace(/[a-z]/g, (letter) => random.pick([letter, '*', '?', '[', '{', '(', '+(', '!(', '**/', '/', '|', ',']));
  readConfig('/p/tierlint.json', piece);
  readConfig('/p/tierlint.json', JSON.stringify({ exclude: [wild], paths: { [wild]: { tier: 'flex' } } }));
  const start = performance.now();
  if (globProblem(wild) === undefined) for (const path of [piece, 'a/b/c.py', 'a'.repeat(200)]) globMatcher(wild)(path);
  new IgnorePatterns(wild).test(piece.replaceAll('/', '') || 'a', false);
  parseAnnotations({ text: `# tier: ${piece}`, span: { start: 0, end: piece.length + 8 } }, `# tier: ${piece}`);
  if (performance.now() - start > 5000) return `patterns took ${performance.now() - start} ms: ${JSON.stringify(wild)}`;
  const shown = printable(`::${piece}\u001b##[x]`);
  if (/[\u0000-\u001f\u007f-\u009f]|##[\w.-]*\[|^ *::/.test(shown)) return `got through: ${JSON.stringify(shown)}`;
  const outside = markdownText(piece)
    .replace(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, '')
    .replace(/\\./g, '');
  return /<|\]\(|!\[|:\/\//.test(outside) ? `Markdown got through: ${JSON.stringify(piece)}` : undefined;
}

/** Takes lines away as long as it still fails. */
export function smallest(text: string, fails: (text: string) => boolean, tries = 300): string {
  let lines = text.split('\n');
  for (let size = Math.ceil(lines.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < lines.length && tries > 0; tries--) {
      const fewer = [...lines.slice(0, start), ...lines.slice(start + size)];
      if (fewer.length > 0 && fails(fewer.join('\n'))) lines = fewer;
      else start += size;
    }
  }
  return lines.join('\n');
}
