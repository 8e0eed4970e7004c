/**
 * Loops of real-looking JavaScript and TypeScript programs, turned into Batch jobs: before and after, with the newest SDK
 * and an old one, a program prints the same; what were single requests are lines of batches.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loopOutcomes, convertLoops } from '../support/convertLoops';
import { loadFrontEnds } from '../support/frontEnds';
import { canonical } from './answers';
import type { Run } from './execute';
import { startLocalOpenAI, type LocalOpenAI } from './localOpenAI';
import { ProjectCopy } from './project';
import type { Refusal, RequestBody } from './requestRules';

const SDKS = { 7: 'node/openai7', 4: 'node/openai4' } as const;
const FOLDER = path.join(__dirname, 'programs/batch-node');
const PROGRAMS = readdirSync(FOLDER)
  .filter((file) => /\.(tsx?|mjs|cjs)$/.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(FOLDER, file), 'utf8') }));

/** `// sdk: 7`: the program uses what the other major version lacks. */
const runsWith = (text: string, major: string): boolean => (/^\/\/ sdk: (\d)/m.exec(text)?.[1] ?? major) === major;
/** `// unconverted: reason`: why its loop is left alone. */
const unconverted = (text: string): string | undefined => /^\/\/ unconverted: (.*)/m.exec(text)?.[1];

/** Requests with `FAIL-400` in them fail, on their own and in a batch. */
function refusalOf(body: RequestBody): Refusal | undefined {
  const status = Number(/FAIL-(\d+)/.exec(JSON.stringify(body))?.[1]);
  return status > 0
    ? { status, error: { message: `No, ${status}`, type: 'invalid_request_error', param: 'input', code: `refused_${status}` } }
    : undefined;
}

before(loadFrontEnds);

for (const [major, sdk] of Object.entries(SDKS)) {
  describe(`programs with openai ${major}, moved to Batch`, { concurrency: 3 }, () => {
    const original = new ProjectCopy('batch-node', sdk);
    const converted = new ProjectCopy('batch-node', sdk);
    after(() => [original, converted].forEach((copy) => copy.dispose()));
    const programs = PROGRAMS.filter(({ text }) => runsWith(text, major));
    const others = PROGRAMS.filter((program) => !programs.includes(program));

    before(async () => {
      for (const copy of [original, converted]) for (const { file } of others) copy.remove(file);
      convertAll(converted);
      await Promise.all([original.buildNode(), converted.buildNode()]);
    });

    for (const { file, text } of programs.filter(({ text }) => unconverted(text) === undefined)) {
      it(`${file} prints the same, and each of its requests is a line of a batch`, async () => {
        const old = await runProgram(original, file);
        const now = await runProgram(converted, file);
        assert.equal(now.run.stdout, old.run.stdout, now.run.stderr);
        assert.deepEqual(
          now.openai.interactive().map((request) => request.path),
          [],
          converted.read(file),
        );
        assert.deepEqual(
          now.openai.batches.flatMap(({ errors }) => errors),
          [],
        );
        assert.deepEqual(linesOf(now.openai), sentBy(old.openai), text);
      });
    }

    it('are not changed by converting them again', () => {
      const texts = programs.map(({ file }) => converted.read(file));
      convertAll(converted);
      assert.deepEqual(
        programs.map(({ file }) => converted.read(file)),
        texts,
      );
    });

    it('type-check strictly', async () => {
      assertSucceeded(await original.typeCheck(), 'tsc before');
      assertSucceeded(await converted.typeCheck(), 'tsc after');
    });
  });
}

describe('loops that are left alone', () => {
  const refused = PROGRAMS.filter(({ text }) => unconverted(text) !== undefined);
  const files = Object.fromEntries([...PROGRAMS, ...modules()].map(({ file, text }) => [`/${file}`, text]));
  for (const { file, text } of refused) {
    it(`${file}: ${unconverted(text)}`, () => {
      const reasons = loopOutcomes(files, `/${file}`).map(({ reason, conversion }) => {
        assert.ok(!conversion || 'declined' in conversion, 'it was converted');
        return reason;
      });
      assert.ok(
        reasons.some((reason) => reason?.includes(unconverted(text)!)),
        `said: ${reasons.join('; ')}`,
      );
      assert.deepEqual(convertLoops(files, `/${file}`), files);
    });
  }
});

function modules(): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync(path.join(FOLDER, 'lib')).map((file) => ({
    file: `lib/${file}`,
    text: readFileSync(path.join(FOLDER, 'lib', file), 'utf8'),
  }));
}

function convertAll(copy: ProjectCopy): void {
  const names = copy.files().filter((file) => /\.(tsx?|mjs|cjs)$|^package\.json$/.test(file));
  let files = Object.fromEntries(names.map((file) => [`/${file}`, copy.read(file)]));
  for (const { file, text } of PROGRAMS)
    if (unconverted(text) === undefined && files[`/${file}`] !== undefined) files = convertLoops(files, `/${file}`);
  for (const [file, text] of Object.entries(files)) copy.write(file.slice(1), text);
}

async function runProgram(copy: ProjectCopy, file: string): Promise<{ readonly run: Run; readonly openai: LocalOpenAI }> {
  const openai = await startLocalOpenAI({ refuse: refusalOf, batch: { script: () => ({ refuseLine: ({ body }) => refusalOf(body) }) } });
  try {
    const run = await copy.run(file, openai.baseUrl, [], {
      environment: { OPENAI_BATCH_POLL_SECONDS: '0.01', OPENAI_BATCH_DIR: `batches of ${file}` },
    });
    assertSucceeded(run, file, copy.read(file));
    return { run, openai };
  } finally {
    await openai.close();
  }
}

/** What was asked for, each once: the SDK sends some failed requests again. */
function sentBy(openai: LocalOpenAI): readonly string[] {
  return openai
    .interactive()
    .filter(({ headers }) => Number(headers['x-stainless-retry-count'] ?? 0) === 0)
    .map(({ path, body }) => `${path} ${canonical({ ...body, service_tier: undefined })}`)
    .sort();
}

/** Lines of all batches; those that were only sent again, under the same id, are left out. */
function linesOf({ batches }: LocalOpenAI): readonly string[] {
  const lines = new Map(batches.flatMap((batch) => batch.lines.map((line) => [line.custom_id, line] as const)));
  return [...lines.values()].map(({ url, body }) => `${url.replace('/v1', '')} ${canonical(body)}`).sort();
}

function assertSucceeded({ code, stdout, stderr }: Run, what: string, text = ''): void {
  assert.equal(code, 0, `${what} ended with ${code}\n${stderr}${stdout}\n${text}`);
}
