/** Markers: `# loop: batchable` on the line where a call starts; with commas where several verdicts would be right; `none` for no loop. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { LineIndex } from '../../../server/src/core/text/lineIndex';
import { analyze } from '../../support/analysis';
import { fixturesOf, hostOf, titleOf } from '../../support/fixtures';
import { loadFrontEnds } from '../../support/frontEnds';

before(loadFrontEnds);

describe('a loop round a call is judged as the markers say', () => {
  for (const fixture of fixturesOf('loops')) {
    it(titleOf(fixture.name), () => {
      for (const [file, text] of Object.entries(fixture.files)) {
        const { calls } = analyze(file, hostOf(fixture));
        const lines = new LineIndex(text);
        const wanted = markersOf(text);
        const found = calls.map(({ call, loop }) => {
          const line = lines.positionAt(call.span.start).line + 1;
          const verdict = loop?.verdict ?? 'none';
          return `${line} ${wanted.get(line)?.includes(verdict) ? wanted.get(line)!.join(', ') : `${verdict} (${loop?.reason ?? ''})`}`;
        });
        assert.deepEqual(
          found,
          [...wanted].map(([line, verdicts]) => `${line} ${verdicts.join(', ')}`),
        );
      }
    });
  }
});

function markersOf(text: string): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, readonly string[]>();
  text.split('\n').forEach((line, index) => {
    const marker = /(?:#|\/\/) loop: ([\w-]+(?:, [\w-]+)*)/.exec(line);
    if (marker) found.set(index + 1, marker[1]!.split(', '));
  });
  return found;
}
