import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FLEX, PYTHON, TestFolder } from './cli';

const severities = (folder: TestFolder, ...args: string[]) =>
  folder.check(...args).findings.map(({ path, rule, severity }) => `${path} ${rule} ${severity}`);

describe('tierlint.json', () => {
  it('gives rules their severity', () => {
    const folder = new TestFolder({ 'a.py': PYTHON, 'tierlint.json': '{ "rules": { "missing-service-tier": "error" } }' });
    assert.deepEqual(severities(folder), ['a.py missing-service-tier error']);
  });

  it('is the nearest one above the file, alone', () => {
    const folder = new TestFolder({
      'a.py': PYTHON,
      'api/b.py': PYTHON,
      'tierlint.json': '{ "rules": { "missing-service-tier": "error" } }',
      'api/tierlint.json': '{ "preset": "quiet" }',
    });
    assert.deepEqual(severities(folder), ['a.py missing-service-tier error']);
    assert.deepEqual(severities(folder, 'api'), []);
  });

  it('is found above the folder that is scanned, wherever the command runs', () => {
    const folder = new TestFolder({ 'src/a.py': PYTHON, 'tierlint.json': '{ "rules": { "missing-service-tier": "warning" } }' });
    const { stdout } = folder.run(['check', '--format', 'json', 'a.py'], { cwd: folder.file('src') });
    assert.match(stdout, /"severity": "warning"/);
  });

  it('leaves files out, but not one that is named', () => {
    const folder = new TestFolder({ 'vendor/a.py': PYTHON, 'tierlint.json': '{ "exclude": ["vendor"] }' });
    assert.equal(folder.check().summary.files, 0);
    assert.equal(folder.check('vendor/a.py').summary.findings, 1);
  });

  it('changes the catalog', () => {
    const folder = new TestFolder({
      'a.py': FLEX.replace('gpt-5.1', 'acme-1').replace('input=text', 'input=text, timeout=900.0'),
      'tierlint.json': '{ "models": { "acme-1": { "takes": { "flex": false } } } }',
    });
    assert.deepEqual(severities(folder), ['a.py unsupported-tier warning']);
  });

  it('that is wrong is told in one line with its place, and nothing is checked', () => {
    const folder = new TestFolder({ 'a.py': PYTHON, 'tierlint.json': '{\n  "rules": {\n    "mising-service-tier": "off"\n  }\n}\n' });
    const { code, stdout, stderr } = folder.run(['check']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.equal(stderr, 'tierlint: tierlint.json:3:5: no rule "mising-service-tier"; did you mean "missing-service-tier"?\n');
    assert.equal(folder.run(['fix']).code, 2);
  });

  it('that is wrong in several places says how many', () => {
    const folder = new TestFolder({ 'a.py': PYTHON, 'sub/tierlint.json': '{ "preset": 1, "rulez": {} }' });
    assert.match(
      folder.run(['check']).stderr,
      /^tierlint: sub\/tierlint\.json:1:13: 1 is not a preset: recommended, strict, quiet \(and 1 more problem\)\n$/,
    );
  });

  it('counts for results that are kept', () => {
    const folder = new TestFolder({ 'a.py': PYTHON, 'sub/b.py': PYTHON });
    folder.age();
    assert.deepEqual(severities(folder), ['a.py missing-service-tier info', 'sub/b.py missing-service-tier info']);
    folder.write('sub/tierlint.json', '{ "rules": { "missing-service-tier": "off" } }');
    assert.deepEqual(severities(folder), ['a.py missing-service-tier info']);
    folder.write('sub/tierlint.json', '{ "rules": { "missing-service-tier": "error" } }');
    assert.deepEqual(severities(folder), ['a.py missing-service-tier info', 'sub/b.py missing-service-tier error']);
  });

  it('is heeded by worker threads', () => {
    const files: Record<string, string> = {
      'tierlint.json':
        '{ "paths": { "loud": { "rules": { "missing-service-tier": "error" } }, "silent": { "rules": { "missing-service-tier": "off" } } } }',
    };
    for (let i = 0; i < 800; i++) files[`loud/f${i}.py`] = files[`silent/f${i}.py`] = PYTHON;
    const found = new Set(severities(new TestFolder(files)).map((line) => line.replace(/f\d+/, 'f')));
    assert.deepEqual([...found], ['loud/f.py missing-service-tier error']);
  });

  it('says who waits', () => {
    const folder = new TestFolder({
      'a.py': PYTHON,
      'tierlint.json': '{ "paths": { "**": { "workload": "offline", "reason": "nightly" } } }',
    });
    const [call] = folder.check().calls;
    assert.deepEqual([call?.['workload'], call?.['evidence']], ['offline', ['tierlint.json says offline for "**": nightly']]);
  });
});
