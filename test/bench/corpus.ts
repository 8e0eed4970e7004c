/** A corpus made up for measuring: as many files, and as few OpenAI calls among them, as a large repository has. */
import * as fs from 'node:fs';
import * as path from 'node:path';

const FILES = 12_000;
/** One file in this many holds calls; one in this many of the rest speaks of completions or responses without any. */
const CALLS_EVERY = 60;
const DECOYS_EVERY = 25;
/** Bumped when the generator changes, so that an older corpus is made anew. */
const VERSION = 2;

/** Makes the corpus below `folder`, unless it is there. */
export function makeCorpus(folder: string): string {
  const marker = path.join(folder, '.version');
  if (fs.existsSync(marker) && fs.readFileSync(marker, 'utf8') === String(VERSION)) return folder;
  fs.rmSync(folder, { recursive: true, force: true });
  const random = generator(42);
  for (let i = 0; i < FILES; i++) {
    const isPython = i % 5 < 2;
    const name = `${isPython ? 'services' : 'web'}/area${i % 40}/part${i % 7}/module${i}.${isPython ? 'py' : i % 3 ? 'ts' : 'tsx'}`;
    const blocks = 4 + Math.floor(random() * 40);
    const kind = random() < 1 / CALLS_EVERY ? 'calls' : random() < 1 / DECOYS_EVERY ? 'decoy' : 'plain';
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, isPython ? pythonFile(blocks, kind, random) : typescriptFile(blocks, kind, random));
  }
  fs.writeFileSync(marker, String(VERSION));
  return folder;
}

type Kind = 'calls' | 'decoy' | 'plain';

const WORDS =
  'account batch cache client config content context cursor customer entry event filter group handler index item job label layer limit locale message metric model node order page parser payload plan point policy price queue range record region report request result route row rule schema scope section segment session signal source state status store table target task team ticket token total trace unit user value version view window worker'.split(
    ' ',
  );

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function pick(random: () => number): string {
  return WORDS[Math.floor(random() * WORDS.length)]!;
}

export function pythonFile(blocks: number, kind: Kind, random: () => number = generator(7)): string {
  const head = [
    'import json',
    'import logging',
    'from dataclasses import dataclass',
    ...(kind === 'calls' ? ['from openai import OpenAI'] : []),
    '',
    'logger = logging.getLogger(__name__)',
  ];
  const client = kind === 'calls' ? ['client = OpenAI()'] : [];
  const body = Array.from({ length: blocks }, (_, i) => pythonBlock(i, kind, random));
  return `${[...head, ...client, '', ...body].join('\n')}\n`;
}

function pythonBlock(i: number, kind: Kind, random: () => number): string {
  const [a, b, c, d] = [pick(random), pick(random), pick(random), pick(random)];
  const call =
    kind === 'calls' && i % 5 === 2
      ? [
          `        answer = client.chat.completions.create(model="gpt-5.1", messages=[{"role": "user", "content": str(${a})}])`,
          `        ${b}.append(answer.choices[0].message.content)`,
        ]
      : [];
  const decoy =
    kind === 'decoy' && i === 2
      ? ['        responses = self.completions or []', '        logger.debug("responses: %d", len(responses))']
      : [];
  return [
    '',
    '@dataclass',
    `class ${title(a)}${title(b)}${i}:`,
    `    """Keeps a ${a} for each ${c} of a ${d}."""`,
    '',
    `    ${c}_id: int`,
    `    ${d}: str = "${a}-${b}"`,
    '',
    `    def load_${b}(self, ${a}: list[dict], ${b}: list[str], limit: int = ${Math.floor(random() * 900)}) -> dict[str, int]:`,
    `        ${c} = {entry["${a}"]: entry.get("${d}", 0) for entry in ${a} if entry}`,
    `        for key, value in sorted(${c}.items()):`,
    `            if value > limit and key not in ${b}:`,
    `                logger.info("${a} %s over %d", key, limit)`,
    `                ${b}.append(f"{key}:{value}")`,
    ...call,
    ...decoy,
    `        return {name: len(name) for name in ${b}}`,
  ].join('\n');
}

export function typescriptFile(blocks: number, kind: Kind, random: () => number = generator(7)): string {
  const head = [
    "import { readFile } from 'node:fs/promises';",
    "import { z } from 'zod';",
    ...(kind === 'calls' ? ["import OpenAI from 'openai';", '', 'const client = new OpenAI();'] : []),
    '',
  ];
  const body = Array.from({ length: blocks }, (_, i) => typescriptBlock(i, kind, random));
  return `${[...head, ...body].join('\n')}\n`;
}

function typescriptBlock(i: number, kind: Kind, random: () => number): string {
  const [a, b, c, d] = [pick(random), pick(random), pick(random), pick(random)];
  const call =
    kind === 'calls' && i % 5 === 2
      ? [
          `  const answer = await client.responses.create({ model: 'gpt-5.1', input: JSON.stringify(${a}) });`,
          '  lines.push(answer.output_text);',
        ]
      : [];
  const decoy =
    kind === 'decoy' && i === 2
      ? ['  const responses = await Promise.all(completions(lines));', "  console.debug('responses', responses.length);"]
      : [];
  return [
    `export interface ${title(a)}${title(b)}${i} {`,
    `  readonly ${c}Id: number;`,
    `  readonly ${d}?: string;`,
    `  readonly ${b}s: readonly { name: string; ${a}: number }[];`,
    '}',
    '',
    `/** Keeps a ${a} for each ${c} of a ${d}. */`,
    `export async function load${title(b)}${i}(${a}: ${title(a)}${title(b)}${i}, limit = ${Math.floor(random() * 900)}): Promise<string[]> {`,
    '  const lines: string[] = [];',
    `  for (const { name, ${a}: value } of ${a}.${b}s.filter((entry) => entry.name !== '')) {`,
    `    if (value > limit) lines.push(\`\${name}: \${value.toFixed(2)} of \${${a}.${c}Id}\`);`,
    `    else if (${a}.${d} !== undefined) lines.push(${a}.${d}.padEnd(12, ' '));`,
    '  }',
    ...call,
    ...decoy,
    '  return lines.sort((x, y) => x.localeCompare(y));',
    '}',
    '',
  ].join('\n');
}

function title(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
