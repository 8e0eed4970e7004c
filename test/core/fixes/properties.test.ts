import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { fixFile, isFixNamed } from '../../support/applyFixes';
import { analyze } from '../../support/analysis';
import { checkFix } from '../../support/fixProperties';
import { allFixtures, hostOf, type Fixture } from '../../support/fixtures';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';
import { nodeProgram, pythonProgram, type Program } from '../../support/programs';

before(loadFrontEnds);

/** The same programs in every run; FUZZ_SEED=n looks elsewhere. */
const SEED = Number(process.env.FUZZ_SEED ?? 20261123);
const RUNS = Number(process.env.FUZZ_RUNS ?? 50);

const sources = allFixtures().flatMap((fixture) =>
  Object.keys(fixture.files)
    .filter((file) => !file.endsWith('.ipynb'))
    .map((file) => ({ fixture, file })),
);

function checkAllFixes(fixture: Fixture, file: string, pick: (count: number) => number): void {
  const host = hostOf(fixture);
  const analysis = analyze(file, host);
  const offered = analysis.findings.flatMap((finding) => finding.fixes.map((fix) => ({ finding, fix })));
  if (offered.length === 0) return;
  const { finding, fix } = offered[pick(offered.length)]!;
  checkFix(fixture.files, host, analysis, finding, fix, (files) => hostOf({ ...fixture, files }));
}

function checkProgram({ file, text }: Program): void {
  const host = new MemoryHost({ [file]: text });
  assert.equal(host.source(file)!.facts.hasErrors, false, `the generated program does not parse:\n${text}`);
  const analysis = analyze(file, host);
  for (const finding of analysis.findings) {
    for (const fix of finding.fixes) checkFix({ [file]: text }, host, analysis, finding, fix);
  }
}

describe('every fix parses, removes its finding and touches nothing else', () => {
  it('in the fixtures', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.nat(), ({ fixture, file }, choice) =>
        checkAllFixes(fixture, file, (count) => choice % count),
      ),
      { seed: SEED, includeErrorInReport: true, numRuns: RUNS * 2 },
    );
  });

  it('in generated Python', () => {
    fc.assert(fc.property(pythonProgram, checkProgram), { seed: SEED, includeErrorInReport: true, numRuns: RUNS });
  });

  it('in generated JavaScript and TypeScript', () => {
    fc.assert(fc.property(nodeProgram, checkProgram), { seed: SEED, includeErrorInReport: true, numRuns: RUNS });
  });
});

describe('all fixes of one kind', () => {
  const names = ['add-flex', 'add-tier-default', 'raise-timeout', 'suppress'];

  it('leave nothing for a second run', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.constantFrom(...names), ({ fixture, file }, name) => {
        if (!hostOf(fixture).source(file)) return;
        const once = fixFile(fixture, file, ({ fixes }) => fixes.filter((fix) => isFixNamed(name, fix)));
        const twice = fixFile({ ...fixture, files: { ...fixture.files, [file]: once } }, file, ({ fixes }) =>
          fixes.filter((fix) => isFixNamed(name, fix)),
        );
        assert.equal(twice, once);
      }),
      { seed: SEED, includeErrorInReport: true, numRuns: RUNS },
    );
  });
});
