import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ALL_RULES, RULES } from '../../../server/src/core/rules';
import { rulePages } from '../../../scripts/rulePages';
import { analyzeText } from '../../support/analysis';
import { loadFrontEnds } from '../../support/frontEnds';

const ROOT = join(import.meta.dirname, '../../..');
const REQUIRED = ['What it does', 'Why it costs', 'When not to follow it', 'Examples', 'Messages', 'Fixes', 'How to suppress it'];

before(loadFrontEnds);

/** What the examples take for granted. */
const AROUND = {
  python: (code: string) => ({
    file: '/main.py',
    text: `from fastapi import FastAPI\nfrom llama_index.llms.openai import OpenAI as LlamaOpenAI\nfrom openai import OpenAI\n\napp = FastAPI()\nclient = OpenAI()\ntext = "hello"\n${code}\n`,
  }),
  typescript: (code: string) => ({
    file: '/main.ts',
    text: `import { Worker } from "bullmq";\nimport express from "express";\nimport OpenAI from "openai";\nimport { Agent, fetch } from "undici";\n\nconst app = express();\nconst client = new OpenAI();\nconst model = "gpt-5.1";\nconst input = "hello";\nconst flexTransport: object = { fetch, fetchOptions: { dispatcher: new Agent({ headersTimeout: 900_000 }) } };\n${code}\n`,
  }),
} as const;

describe('the rule pages', () => {
  for (const [name, text] of rulePages()) {
    it(`${name} is what the rules say (else: npm run docs)`, () =>
      assert.equal(readFileSync(join(ROOT, 'docs/rules', name), 'utf8'), text));
  }

  for (const { id } of ALL_RULES) {
    it(`${id} has every section`, () => {
      const page = rulePages().get(`${id}.md`)!;
      assert.deepEqual(
        [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title),
        REQUIRED,
      );
    });
  }
});

describe('the examples of', () => {
  for (const rule of RULES) {
    for (const { language, bad, good } of rule.docs.examples) {
      if (language === 'jsonl') continue;
      const reported = (code: string): readonly string[] => {
        const { file, text } = AROUND[language](code);
        return analyzeText(text, file).findings.map((finding) => finding.rule);
      };
      it(`${rule.id} in ${language}: the first is reported by that rule`, () => assert.ok(reported(bad).includes(rule.id), bad));
      it(`${rule.id} in ${language}: the second is not`, () => assert.equal(reported(good).includes(rule.id), false, good));
      it(`${rule.id} in ${language}: the suppression silences it`, () => {
        const mark = language === 'python' ? '#' : '//';
        assert.equal(reported(`${mark} tier: ignore[${rule.id}] why it is right here\n${bad}`).includes(rule.id), false);
      });
    }
  }
});

describe('npm run docs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tierlint-docs-'));
  const generate = (...flags: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/generate-docs.ts', ...flags], {
      cwd: ROOT,
      env: { ...process.env, DOCS_FOLDER: folder },
      encoding: 'utf8',
    });

  after(() => rmSync(folder, { recursive: true }));

  it('writes the pages, and --check is content with them', () => {
    assert.match(generate().stdout, /pages, \d+ files written/);
    assert.equal(generate('--check').status, 0);
  });

  it('fails with --check when a page is stale or left over, and names it', () => {
    appendFileSync(join(folder, 'README.md'), 'by hand\n');
    writeFileSync(join(folder, 'gone-rule.md'), '');
    const { status, stderr } = generate('--check');
    assert.equal(status, 1);
    assert.match(stderr, /README\.md is not what the code says/);
    assert.match(stderr, /gone-rule\.md/);
  });

  it('repairs both', () => {
    generate();
    assert.equal(generate('--check').status, 0);
  });

  it('is a script of the package', () => {
    const manifest = JSON.parse(
      execFileSync(process.execPath, ['-p', 'JSON.stringify(require("./package.json"))'], { cwd: ROOT, encoding: 'utf8' }),
    ) as { scripts: Record<string, string> };
    assert.match(manifest.scripts.docs!, /generate-docs/);
  });
});
