import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { applyEdits } from '../../../server/src/core/text/textEdit';
import { analyzeText } from '../../support/analysis';
import { loadFrontEnds, testFrontEnds } from '../../support/frontEnds';

before(loadFrontEnds);

const PYTHON = 'from openai import OpenAI\n\nclient = OpenAI()\n';
const NODE = "import OpenAI from 'openai';\n\nconst client = new OpenAI();\n";

/** Applies suppress fixes one by one until no finding is left. */
function suppressed(text: string, file = '/main.py'): string {
  const frontEnd = testFrontEnds.get(file.endsWith('.py') ? 'python' : 'ecmascript')!;
  let current = text;
  for (let round = 0; round < 6; round++) {
    const findings = analyzeText(current, file).findings.filter(({ rule }) => rule === 'missing-service-tier' || rule === 'flex-timeout');
    if (findings.length === 0) {
      assert.equal(frontEnd.analyze(file, current).hasErrors, false, current);
      return current;
    }
    const fix = findings[0]!.fixes.find(({ id }) => id === 'suppress');
    assert.ok(fix, `no suppress fix in\n${current}`);
    current = applyEdits(current, fix.changes[0]!.edits);
  }
  return assert.fail(`findings are left in\n${current}`);
}

describe('the suppress fix', () => {
  it('writes an annotation above the statement, indented like it', () => {
    assert.equal(
      suppressed(`${PYTHON}\ndef ask():\n    return client.responses.create(model="gpt-5.1", input="a")\n`),
      `${PYTHON}\ndef ask():\n    # tier: ignore[missing-service-tier]\n    return client.responses.create(model="gpt-5.1", input="a")\n`,
    );
  });

  it('adds its rule to an annotation that stands there', () => {
    assert.match(
      suppressed(`${PYTHON}# tier: ignore[flex-timeout] because\nclient.responses.create(model="gpt-5.1", input="a")\n`),
      /# tier: ignore\[flex-timeout, missing-service-tier\] because\n/,
    );
  });

  it('fills an empty list', () => {
    assert.match(
      suppressed(`${PYTHON}# tier: ignore[]\nclient.responses.create(model="gpt-5.1", input="a")\n`),
      /# tier: ignore\[missing-service-tier\]\n/,
    );
  });

  it('leaves an annotation of a tier alone', () => {
    assert.match(
      suppressed(`${PYTHON}# tier: batch\nclient.responses.create(model="gpt-5.1", input="a", service_tier="flex")\n`),
      /# tier: batch\n# tier: ignore\[flex-timeout\]\nclient/,
    );
  });

  it('merges two rules on one statement', () => {
    const call =
      'client.responses.create(model="gpt-5.1", input=client.responses.create(model="gpt-5.1", input="a", service_tier="flex").id)';
    assert.match(suppressed(`${PYTHON}${call}\n`), /# tier: ignore\[missing-service-tier, flex-timeout\]\nclient/);
  });

  it('keeps line ends', () => {
    const text = `${PYTHON}client.responses.create(model="gpt-5.1", input="a")\n`.replaceAll('\n', '\r\n');
    assert.equal(suppressed(text).replaceAll('\r\n', '').includes('\n'), false);
  });

  it('keeps tabs', () => {
    assert.match(
      suppressed(`${PYTHON}if client:\n\tclient.responses.create(model="gpt-5.1", input="a")\n`),
      /\n\t# tier: ignore\[missing-service-tier\]\n\tclient/,
    );
  });

  it('does not tear apart a line that goes on after a backslash', () => {
    suppressed(`${PYTHON}if client: \\\n    client.responses.create(model="gpt-5.1", input="a")\n`);
    suppressed(`${PYTHON}x = 1; \\\nclient.responses.create(model="gpt-5.1", input="a")\n`);
    suppressed(`${PYTHON}x = \\\n    client.responses.create(model="gpt-5.1", input="a")\n`);
  });

  it('does not write into a string of several lines', () => {
    suppressed(`${PYTHON}text = """a\nb"""; client.responses.create(model="gpt-5.1", input=text)\n`);
    const before = `${NODE}const text = \`a\nb\${(() => { return client.responses.create({ model: 'gpt-5.1', input: 'a' }); })()}c\`;\n`;
    const after = suppressed(before, '/main.ts');
    assert.match(after, /`a\nb\$\{/, 'the text of the template is the same');
  });

  it('does not write into the text of a page', () => {
    const page = `${NODE}export const Page = () => (\n  <p>\n    Answer: {(() => { return String(client.responses.create({ model: 'gpt-5.1', input: 'a' })); })()}\n  </p>\n);\n`;
    assert.match(suppressed(page, '/main.tsx'), /<p>\n {4}Answer: \{/);
  });
});
