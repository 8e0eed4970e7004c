/**
 * Programs rewritten by `tierlint fix --apply add-flex` still run and do what they did before: real programs, the real
 * SDKs, a local OpenAI. In Node the answers to flex requests come later than the built-in fetch would wait.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { canonical } from './answers';
import type { Run } from './execute';
import { startLocalOpenAI, type LocalOpenAIOptions, type RecordedRequest } from './localOpenAI';
import { ProjectCopy, programsOf, type Preload, type Program, type ProjectName } from './project';

/** Flex answers may take 15 minutes. */
const FLEX_TIMEOUT_SECONDS = 900;

/** Node's built-in fetch gives up after 1 s, and the answer to a flex request takes longer. */
const NODE_PRELOADS = ['shrinkFetchLimits.cjs', 'reportWaits.cjs'] as const;
const SLOW_FLEX: LocalOpenAIOptions = { headersAfter: (body) => (body.service_tier === 'flex' ? 1600 : 0) };

const PROJECTS: readonly ProjectName[] = ['python', 'python-sdk1', 'python-gateway', 'node', 'node-sdk4', 'node-gateway'];

for (const project of PROJECTS) {
  const isNode = project.startsWith('node');
  const programs = programsOf(project);

  describe(`programs of ${project}, moved to flex`, { concurrency: 4 }, () => {
    const original = new ProjectCopy(project);
    const fixed = new ProjectCopy(project);
    after(() => [original, fixed].forEach((copy) => copy.dispose()));

    before(async () => {
      const { code, stderr } = await fixed.fix('--apply', 'add-flex');
      assert.ok(code === 0 || code === 1, `tierlint fix ended with ${code}: ${stderr}`);
      if (isNode) await Promise.all([original.buildNode(), fixed.buildNode()]);
    });

    for (const program of programs) {
      it(`${program.file} ${promise(program)}`, async () => {
        const old = await runProgram(original, program);
        if (program.expectation?.flexRequests === 0) return assert.equal(fixed.read(program.file), original.read(program.file));
        const now = await runProgram(fixed, program, isNode ? SLOW_FLEX : {}, isNode ? NODE_PRELOADS : []);
        assert.equal(now.run.stdout, old.run.stdout);
        assert.deepEqual(bodies(now.requests), bodies(old.requests));
        assertFlex(now.requests, program);
        assertPatient(now.requests, isNode ? now.run.report : undefined);
      });
    }

    it('are not changed by fixing them again', async () => {
      const texts = fixed.files().map((file) => fixed.read(file));
      await fixed.fix('--apply', 'add-flex');
      assert.deepEqual(
        fixed.files().map((file) => fixed.read(file)),
        texts,
      );
    });

    if (programs.some(({ file }) => file.endsWith('.ts'))) {
      it('type-check strictly', async () => assertSucceeded(await fixed.typeCheck(), 'tsc'));
    }

    if (project === 'node') {
      it('type-check with the SDK before, whose types of a dispatcher are narrower', async () => {
        const older = new ProjectCopy(project, 'node/openai6');
        after(() => older.dispose());
        older.takeFilesOf(fixed);
        assertSucceeded(await older.typeCheck(), 'tsc with openai 6');
      });
    }

    if (!isNode) {
      it('compile', async () => assertSucceeded(await fixed.compilePython(), 'py_compile'));
    }
  });
}

function promise({ expectation }: Program): string {
  if (!expectation) return 'sends every request as flex and prints the same';
  const { flexRequests, reason } = expectation;
  if (flexRequests === 0) return `is left alone, because ${reason}`;
  return `sends ${flexRequests} flex request${flexRequests === 1 ? '' : 's'}, because ${reason}`;
}

async function runProgram(
  copy: ProjectCopy,
  program: Program,
  options: LocalOpenAIOptions = {},
  preloads: readonly Preload[] = [],
): Promise<{ run: Run; requests: readonly RecordedRequest[] }> {
  const openai = await startLocalOpenAI(options);
  try {
    const run = await copy.run(program.file, openai.baseUrl, preloads);
    assertSucceeded(run, program.file, copy.read(program.file));
    assert.ok(openai.requests.length > 0, 'the program sent no request');
    assert.deepEqual(
      openai.requests.filter((request) => request.status !== 200),
      [],
      'requests were refused',
    );
    return { run, requests: openai.requests };
  } finally {
    await openai.close();
  }
}

function assertFlex(requests: readonly RecordedRequest[], { expectation }: Program): void {
  const flex = requests.filter((request) => request.body.service_tier === 'flex');
  const wanted = expectation?.flexRequests ?? requests.filter((request) => request.takesTier).length;
  assert.equal(flex.length, wanted, 'number of flex requests');
}

/** Every flex request waits 15 minutes or more, by what the SDK tells the server and, in Node, by the waits reported. */
function assertPatient(requests: readonly RecordedRequest[], report: string | undefined): void {
  const flex = requests.filter((request) => request.body.service_tier === 'flex');
  for (const { timeoutSeconds, path } of flex) {
    if (timeoutSeconds === undefined && report !== undefined) continue; // Node: the client's timeout rules
    assert.ok(timeoutSeconds !== undefined && timeoutSeconds >= FLEX_TIMEOUT_SECONDS, `${path} waits only ${timeoutSeconds} s`);
  }
  const waits = report?.trim().split('\n').map(Number);
  if (waits)
    assert.ok(
      waits.filter((wait) => wait >= FLEX_TIMEOUT_SECONDS * 1000).length >= flex.length,
      `waits of ${waits} ms for ${flex.length} flex requests`,
    );
}

/** Bodies in an order of their own, for programs that send several at once; the tier is what may differ. */
function bodies(requests: readonly RecordedRequest[]): readonly string[] {
  return requests.map(({ path, body }) => `${path} ${canonical({ ...body, service_tier: undefined })}`).sort();
}

function assertSucceeded({ code, stdout, stderr }: Run, what: string, text = ''): void {
  assert.equal(code, 0, `${what} ended with ${code}\n${stderr}${stdout}\n${text}`);
}
