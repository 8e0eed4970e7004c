import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PYTHON, TestFolder } from './cli';

const LOUD = ['--rule', 'missing-service-tier=warning'];
const CALL = 'client.responses.create(model="gpt-5.1", input=text)';

describe('a baseline', () => {
  const start = (text = PYTHON) => {
    const folder = new TestFolder({ 'a.py': text });
    const { code, stdout } = folder.run(['check', '--write-baseline', '--baseline', 'base.json', ...LOUD]);
    assert.equal(code, 0);
    assert.match(stdout, /^Wrote \d+ findings? to base\.json\. `tierlint check --baseline base\.json` reports what is new\.\n$/);
    return folder;
  };
  const check = (folder: TestFolder, ...args: string[]) => folder.run(['check', '--baseline', 'base.json', ...LOUD, ...args]);

  it('hides what was there, and counts it', () => {
    const folder = start();
    const { code, stdout, stderr } = check(folder);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /No new findings\.\n1 finding of the baseline is not shown\.\n$/);
  });

  it('lets new findings fail', () => {
    const folder = start();
    folder.write('b.py', PYTHON);
    const { code, stdout } = check(folder);
    assert.equal(code, 1);
    assert.match(stdout, /^b\.py:7/);
    assert.match(stdout, /\n1 new finding \(1 warning\)\..*\n1 finding of the baseline is not shown\.\n$/);
  });

  const survives: readonly (readonly [what: string, change: (text: string) => string])[] = [
    ['moved lines', (text) => text.replace('def label', '\n\n# more\n\n\ndef label')],
    ['a renamed function', (text) => text.replace('def label', 'def classify')],
    ['another layout', (text) => text.replace(CALL, 'client.responses.create(\n        model="gpt-5.1",\n        input=text,\n    )')],
    ['other quotes', (text) => text.replaceAll('"', "'")],
    ['Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
  ];
  for (const [what, change] of survives) {
    it(`outlives ${what}`, () => {
      const folder = start();
      folder.write('a.py', change(PYTHON));
      assert.equal(check(folder).code, 0);
    });
  }

  it('counts calls that are alike', () => {
    const folder = start(`${PYTHON}    return ${CALL}\n`);
    assert.equal(check(folder).code, 0);
    folder.write('a.py', `${PYTHON}    return ${CALL}\n    return ${CALL}\n`);
    assert.match(check(folder).stdout, /\n1 new finding /);
  });

  it('does not hide a call that changed', () => {
    const folder = start();
    folder.write('a.py', PYTHON.replace('input=text', 'input=text + "!"'));
    const { code, stderr } = check(folder);
    assert.equal(code, 1);
    assert.equal(stderr, 'tierlint: note: 1 entry of the baseline matches nothing any more; --write-baseline drops it\n');
  });

  it('speaks of the files that were checked, and keeps the others', () => {
    const folder = new TestFolder({ 'one/a.py': PYTHON, 'two/b.py': PYTHON, 'tierlint.json': '{}' });
    folder.run(['check', '--write-baseline', '--baseline', 'base.json', ...LOUD]);
    folder.write('two/b.py', 'print()\n');
    assert.equal(check(folder, 'one').stderr, '', 'nothing is said of two');
    folder.run(['check', 'one', '--write-baseline', '--baseline', 'base.json', ...LOUD]);
    assert.match(folder.read('base.json'), /two\/b\.py/);
    folder.run(['check', '--write-baseline', '--baseline', 'base.json', ...LOUD]);
    assert.doesNotMatch(folder.read('base.json'), /two\/b\.py/);
  });

  it('is sorted and the same wherever it is written', () => {
    const folder = new TestFolder({ 'b.py': PYTHON, 'a.py': PYTHON, 'c/d.py': PYTHON, 'package.json': '{}' });
    folder.run(['check', '--write-baseline', '--baseline', 'base.json']);
    const text = folder.read('base.json');
    const { findings } = JSON.parse(text) as { findings: { path: string }[] };
    assert.deepEqual(
      findings.map(({ path }) => path),
      ['a.py', 'b.py', 'c/d.py'],
    );
    folder.run(['check', '..', '--write-baseline', '--baseline', '../base2.json'], { cwd: folder.file('c') });
    assert.equal(folder.read('base2.json'), text);
  });

  it('has a default name, and takes one', () => {
    const folder = new TestFolder({ 'a.py': PYTHON });
    assert.match(folder.run(['check', '--write-baseline']).stdout, /to tierlint-baseline\.json\./);
    assert.match(folder.run(['check', '--write-baseline', 'b.json', 'a.py']).stdout, /to b\.json\./);
    assert.match(folder.run(['check', '--write-baseline', 'a.py']).stdout, /to tierlint-baseline\.json\./);
  });

  it('that is missing or broken is told in one line', () => {
    const folder = new TestFolder({ 'a.py': PYTHON, 'text.json': 'no', 'other.json': '{}', 'newer.json': '{ "version": 9 }' });
    const told = (name: string) => {
      const { code, stderr } = folder.run(['check', '--baseline', name]);
      assert.equal(code, 2);
      return stderr;
    };
    assert.equal(told('none.json'), 'tierlint: no baseline none.json; write it anew with --write-baseline\n');
    assert.equal(told('text.json'), 'tierlint: text.json is no JSON; write it anew with --write-baseline\n');
    assert.equal(told('other.json'), 'tierlint: other.json is no baseline; write it anew with --write-baseline\n');
    assert.match(told('newer.json'), /written by a newer Tierlint/);
  });

  it('shows in every format', () => {
    const folder = start();
    folder.write('b.py', PYTHON);
    const json = JSON.parse(check(folder, '--format', 'json').stdout) as { summary: { findings: number; baselined: number } };
    assert.deepEqual([json.summary.findings, json.summary.baselined], [1, 1]);
    const sarif = JSON.parse(check(folder, '--format', 'sarif').stdout) as { runs: { results: { baselineState: string }[] }[] };
    assert.deepEqual(
      sarif.runs[0]!.results.map(({ baselineState }) => baselineState),
      ['new', 'unchanged'],
    );
    assert.equal(check(folder, '--format', 'github').stdout.trim().split('\n').length, 1);
    assert.match(check(folder, '--format', 'markdown').stdout, /1 finding of the baseline is not shown\./);
  });
});

describe('--rule', () => {
  const folder = new TestFolder({ 'a.py': PYTHON, 'tierlint.json': '{ "rules": { "missing-service-tier": "hint" } }' });
  const severities = (...args: string[]) => folder.check(...args).findings.map(({ severity }) => severity);

  it('sets a severity over all configuration', () => {
    assert.deepEqual(severities(), ['hint']);
    assert.deepEqual(severities('--rule', 'missing-service-tier=error'), ['error']);
    assert.deepEqual(severities('--rule', 'flex-timeout=off', '--rule', 'missing-service-tier=off'), []);
  });

  it('must name a rule and a severity', () => {
    const told = (value: string) => folder.run(['check', '--rule', value]);
    assert.equal(told('flex-timout=off').stderr, 'tierlint: no rule "flex-timout"; did you mean "flex-timeout"?\n');
    assert.equal(
      told('flex-timeout=warn').stderr,
      'tierlint: no severity "warn" for flex-timeout; there are: off, hint, info, warning, error\n',
    );
    assert.equal(told('flex-timeout').code, 2);
  });
});
