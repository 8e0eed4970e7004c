import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { FileAnalysis } from '../../../server/src/core/analyze';
import type { ModuleHost } from '../../../server/src/core/link/moduleHost';
import type { FileFacts } from '../../../server/src/core/syntax/facts';
import { applyEdits } from '../../../server/src/core/text/textEdit';
import { analyze } from '../../support/analysis';
import { allFixtures, hostOf } from '../../support/fixtures';
import { loadFrontEnds } from '../../support/frontEnds';
import type { MemoryHost } from '../../support/memoryHost';

before(loadFrontEnds);

const SEED = Number(process.env.FUZZ_SEED ?? 20261123);
const RUNS = Number(process.env.FUZZ_RUNS ?? 120);

const sources = allFixtures().flatMap((fixture) => Object.keys(fixture.files).map((file) => ({ fixture, file })));

type Damage = (text: string, at: number, length: number) => string;

const DAMAGES: readonly Damage[] = [
  (text, at, length) => text.slice(0, at) + text.slice(at + length),
  (text, at) => text.slice(0, at),
  (text, at) => text.slice(at),
  (text, at, length) => text.slice(0, at) + text.slice(at, at + length).repeat(2) + text.slice(at + length),
  (text, at) => `${text.slice(0, at)}\u0000\ud800"${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}({[${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)})}]${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}\`"""${text.slice(at)}`,
  (text) => text.replace(/\n/g, '\r'),
  (text, at) => `\uFEFF${text.slice(0, at)}🦀${text.slice(at)}`,
];

describe('analysis of broken code', () => {
  it('never throws, and its fixes can be applied', () => {
    const damage = fc.record({
      source: fc.constantFrom(...sources),
      how: fc.constantFrom(...DAMAGES),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(60),
    });
    fc.assert(
      fc.property(damage, ({ source: { fixture, file }, how, at, length }) => {
        const text = fixture.files[file]!;
        const broken = how(text, Math.floor(at * text.length), length);
        const host = hostOf({ ...fixture, files: { ...fixture.files, [file]: broken } });
        const { findings, suppressed } = analyze(file, host);
        const code = host.source(file)?.text ?? '';
        for (const { fixes, span } of [...findings, ...suppressed]) {
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= code.length);
          for (const { changes } of fixes) for (const { edits } of changes) applyEdits(code, edits);
        }
      }),
      { seed: SEED, includeErrorInReport: true, numRuns: RUNS },
    );
  });

  it('gives nothing for a file that is not there', () => {
    const { calls, findings, dependencies } = analyze('/absent.py', hostOf(sources[0]!.fixture));
    assert.deepEqual({ calls, findings, dependencies }, { calls: [], findings: [], dependencies: ['/absent.py'] });
  });
});

describe('facts', () => {
  it('give the same analysis after a trip through JSON', () => {
    for (const { fixture, file } of sources) {
      const host = hostOf(fixture);
      assert.deepEqual(summary(analyze(file, throughJson(host))), summary(analyze(file, host)), file);
    }
  });
});

/** The same host, with facts as they come out of a cache or a worker. */
function throughJson(host: ModuleHost & Pick<MemoryHost, 'config'>): ModuleHost & Pick<MemoryHost, 'config'> {
  const known = new Map<string, FileFacts>();
  return {
    source(path) {
      const unit = host.source(path);
      if (!unit) return undefined;
      const facts = known.get(path) ?? (JSON.parse(JSON.stringify(unit.facts)) as FileFacts);
      known.set(path, facts);
      return { ...unit, facts };
    },
    config: host.config,
    readAgain: (path, text) => host.readAgain(path, text),
    flow: (path) => host.flow(path),
    resolve: (from, module, language) => host.resolve(from, module, language),
    project: (path) => host.project(path),
    text: (path) => host.text(path),
    shown: (path) => host.shown(path),
    importers: (path) => host.importers(path),
    runners: (path) => host.runners(path),
  };
}

function summary({ calls, findings, suppressed, dependencies }: FileAnalysis): unknown {
  const sites = calls.map(({ api, model, tier, timeout, client, call }) => ({
    api,
    model,
    tier,
    timeout,
    provider: client.provider,
    reason: client.reason,
    span: call.span,
  }));
  const shown = [...findings, ...suppressed].map(({ callSite: _, ...finding }) => finding);
  return JSON.parse(JSON.stringify({ sites, shown, dependencies })) as unknown;
}
