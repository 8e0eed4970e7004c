import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from '../../server/src/core/config/readConfig';
import { notebook, PYTHON, TestFolder, TYPESCRIPT } from './cli';

const written = (folder: TestFolder, name = 'tierlint.json') => {
  const { config, problems } = readConfig('/tierlint.json', folder.read(name));
  assert.deepEqual(problems, []);
  return config;
};

describe('tierlint init', () => {
  it('writes what folders are meant for, and why', () => {
    const folder = new TestFolder({
      'evals/run.py': PYTHON,
      'src/routes/chat.ts': TYPESCRIPT,
      'src/jobs/nightly.py': PYTHON,
      'tests/test_chat.py': PYTHON,
      'notes/a.ipynb': notebook(PYTHON.split(/(?<=\n)/)),
    });
    const { code, stdout } = folder.run(['init']);
    assert.equal(code, 0);
    assert.match(stdout, /^Wrote tierlint\.json\. It says what 5 paths are meant for, from 5 calls\.\nNext: .*\n {2}tierlint check\n/);
    assert.deepEqual(
      written(folder).paths.map(({ glob, tier, workload }) => `${glob} ${tier ?? workload}`),
      ['**/*.ipynb flex', 'evals/** batch', 'src/jobs/** flex', 'src/routes/** standard', 'tests/** offline'],
    );
    assert.match(folder.read('tierlint.json'), /\/\/ 1 call\. Evaluations: nobody waits.*\n {4}"evals\/\*\*"/);
    assert.match(folder.read('tierlint.json'), /\/\/ Models in use: gpt-5\.1 \(5\)\./);
  });

  it('writes a file that check then follows', () => {
    const folder = new TestFolder({ 'src/routes/chat.ts': TYPESCRIPT, 'src/jobs/nightly.py': PYTHON });
    folder.run(['init']);
    assert.deepEqual(
      folder.check().findings.map(({ path, rule }) => `${path} ${rule}`),
      ['src/jobs/nightly.py tier-policy'],
    );
  });

  it('says so where there is nothing to say', () => {
    const folder = new TestFolder({ 'a.py': 'print()\n' });
    assert.match(folder.run(['init']).stdout, /No OpenAI calls were found here/);
    assert.deepEqual(written(folder).paths, []);
  });

  it('asks for prices of models that the catalog does not have', () => {
    const folder = new TestFolder({ 'a.py': PYTHON.replace('gpt-5.1', 'gpt-9-mini') });
    folder.run(['init']);
    assert.match(folder.read('tierlint.json'), /\/\/ {3}"gpt-9-mini": \{ "prices"/);
    written(folder);
  });

  it('overwrites nothing without --force', () => {
    const folder = new TestFolder({ 'tierlint.json': '{ broken', 'evals/a.py': PYTHON });
    assert.deepEqual(folder.run(['init']), { code: 2, stdout: '', stderr: 'tierlint: tierlint.json exists; --force overwrites it\n' });
    assert.equal(folder.read('tierlint.json'), '{ broken');
    assert.equal(folder.run(['init', '--force']).code, 0);
    assert.equal(written(folder).paths.length, 1);
  });

  it('writes into the folder that is named', () => {
    const folder = new TestFolder({ 'web/evals/a.py': PYTHON });
    assert.match(folder.run(['init', 'web']).stdout, /^Wrote web\/tierlint\.json\.[^]*tierlint check web\n/);
    assert.deepEqual(
      written(folder, 'web/tierlint.json').paths.map(({ glob }) => glob),
      ['evals/**'],
    );
    assert.match(folder.run(['init', 'nowhere']).stderr, /no such folder: nowhere/);
    assert.match(folder.run(['init', 'web/evals/a.py']).stderr, /is no folder/);
  });
});

describe('the paths it proposes', () => {
  it('say a thing once for a folder and what is in it', () => {
    const folder = new TestFolder({ 'api/a.py': PYTHON, 'api/chat/b.py': PYTHON, 'api/jobs/c.py': PYTHON });
    folder.run(['init']);
    assert.deepEqual(
      written(folder).paths.map(({ glob, tier }) => `${glob} ${tier}`),
      ['api/** standard', 'api/jobs/** flex'],
    );
  });
});
