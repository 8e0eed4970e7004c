import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { applyNotebookEdits, readNotebook } from '../../../server/src/core/syntax/notebook';
import { applyEdits } from '../../../server/src/core/text/textEdit';
import { analyze, analyzeText } from '../../support/analysis';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';

before(loadFrontEnds);

const PYTHON = 'from openai import OpenAI\n\nclient = OpenAI()\n';
const NODE = "import OpenAI from 'openai';\n\nconst client = new OpenAI();\n";
const CALL = 'client.responses.create(model="gpt-5.4", input="a", service_tier="default")';
const NODE_CALL = "client.responses.create({ model: 'gpt-5.4', input: 'a', service_tier: 'default' })";

/** Applies the fix of the first finding of `unused-suppression`. */
function fixed(text: string, file = '/main.py'): string {
  const finding = analyzeText(text, file).findings.find(({ rule }) => rule === 'unused-suppression');
  const fix = finding?.fixes[0];
  assert.ok(fix, `no fix in\n${text}`);
  assert.equal(fix.applicability, 'safe');
  return applyEdits(text, fix.changes[0]!.edits);
}

describe('removing an annotation', () => {
  const python = (before: string, after: string): void => assert.equal(fixed(PYTHON + before), PYTHON + after);
  const tsx = (before: string, after: string): void => assert.equal(fixed(NODE + before, '/main.tsx'), NODE + after);

  it('takes its line with it', () => python(`\n# tier: ignore[flex-timeout] because\n${CALL}\n`, `\n${CALL}\n`));
  it('takes its line with it, indented or not', () =>
    python(`def f():\n    # tier: ignore[flex-timeout]\n    ${CALL}\n`, `def f():\n    ${CALL}\n`));
  it('takes its line with it at the end of the file', () => python(`${CALL}\n# tier: standard`, CALL));
  it('keeps Windows line ends', () =>
    assert.equal(
      fixed(`${PYTHON}# tier: ignore[flex-timeout]\n${CALL}\n`.replaceAll('\n', '\r\n')),
      `${PYTHON}${CALL}\n`.replaceAll('\n', '\r\n'),
    ));
  it('takes the space before it', () => python(`${CALL}  # tier: ignore[flex-timeout]\n`, `${CALL}\n`));
  it('leaves the comment of another tool before it', () =>
    python(`${CALL}  # noqa: E501  # tier: ignore[flex-timeout]\n`, `${CALL}  # noqa: E501\n`));
  it('leaves the comment of another tool behind it', () =>
    python(`${CALL}  # tier: ignore[flex-timeout]  # noqa: E501\n`, `${CALL}  # noqa: E501\n`));
  it('leaves the rest of its list', () =>
    python(
      'client.responses.create(model="gpt-5.4", input="a")  # tier: ignore[flex-timeout, missing-service-tier] why\n',
      'client.responses.create(model="gpt-5.4", input="a")  # tier: ignore[missing-service-tier] why\n',
    ));
  it('takes a block comment before code', () => tsx(`/* tier: ignore[flex-timeout] */ await ${NODE_CALL};\n`, `await ${NODE_CALL};\n`));
  it('takes a block comment behind code', () => tsx(`await ${NODE_CALL}; /* tier: ignore[flex-timeout] */\n`, `await ${NODE_CALL};\n`));
  it('takes its line of a long comment', () =>
    tsx(`/**\n * Asks.\n * tier: ignore[flex-timeout]\n */\nawait ${NODE_CALL};\n`, `/**\n * Asks.\n */\nawait ${NODE_CALL};\n`));
  it('takes the braces round it in a page', () =>
    tsx(
      `void ${NODE_CALL};\nexport const a = (\n  <p>\n    {/* tier: flex */}\n    a\n  </p>\n);\n`,
      `void ${NODE_CALL};\nexport const a = (\n  <p>\n    a\n  </p>\n);\n`,
    ));

  it('leaves the other cells of a notebook as they are', () => {
    const cells = [PYTHON, '# tier: flex\nprint("a")\n', `# tier: ignore[flex-timeout]\n${CALL}`].map((source) => ({
      cell_type: 'code',
      execution_count: null,
      metadata: {},
      outputs: [],
      source: source.match(/[^\n]*\n|[^\n]+$/g),
    }));
    let json = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);
    for (let round = 0; round < 2; round++) {
      const finding = analyze('/n.ipynb', new MemoryHost({ '/n.ipynb': json })).findings.find(({ rule }) => rule === 'unused-suppression');
      json = applyNotebookEdits(json, readNotebook(json)!, finding!.fixes[0]!.changes[0]!.edits);
    }
    assert.deepEqual(
      (JSON.parse(json) as { cells: { source: string[] }[] }).cells.map(({ source }) => source.join('')),
      [PYTHON, 'print("a")\n', CALL],
    );
  });
});

describe('correcting an annotation', () => {
  it('writes the value that was meant', () => {
    assert.equal(fixed(`${PYTHON}${CALL}  # tier: standart (a person waits)\n`), `${PYTHON}${CALL}  # tier: standard (a person waits)\n`);
    assert.equal(fixed(`${PYTHON}${CALL}  # tier: fast\n`), `${PYTHON}${CALL}  # tier: priority\n`);
  });
  it('writes the rule that was meant', () =>
    assert.equal(
      fixed(`${PYTHON}client.responses.create(model="gpt-5.4", input="a")  # tier: ignore[mising-service-tier]\n`),
      `${PYTHON}client.responses.create(model="gpt-5.4", input="a")  # tier: ignore[missing-service-tier]\n`,
    ));
  it('writes the key that was meant', () =>
    assert.equal(fixed(`${PYTHON}${CALL}  # tier: standard, volum=20k/day\n`), `${PYTHON}${CALL}  # tier: standard, volume=20k/day\n`));
});

describe('a file that does not parse', () => {
  it('has no unused annotations: a call may be half typed', () => {
    const rules = analyzeText(`${PYTHON}# tier: standard\nclient.responses.create(model="gpt-5.4", input=\n\n${CALL}\n`).findings.map(
      ({ rule }) => rule,
    );
    assert.equal(rules.includes('unused-suppression'), false);
  });
});

describe('a rule that is off', () => {
  it('makes no suppression of it unused', () => {
    const host = new MemoryHost({
      '/main.py': `${PYTHON}${CALL}  # tier: ignore[flex-timeout]\n`,
      '/tierlint.json': '{ "rules": { "flex-timeout": "off" } }',
    });
    assert.deepEqual(analyze('/main.py', host).findings, []);
  });
});
