import assert from 'node:assert/strict';
import test from 'node:test';
import { FLEX, notebook, PYTHON, TestFolder, TYPESCRIPT } from './cli';

const project = {
  'src/app.py': PYTHON,
  'src/flex.py': FLEX,
  'web/label.ts': TYPESCRIPT,
  'web/plain.ts': 'export const x = 1;\n',
  'notes.ipynb': notebook(
    ['# notes\n'],
    ['from openai import OpenAI\n', 'client = OpenAI()\n', 'client.responses.create(model="gpt-5.1", input="x")'],
  ),
};

test('the json report follows its contract', () => {
  const { version, summary, calls, findings } = new TestFolder(project).check();
  assert.equal(version, 1);
  assert.deepEqual({ ...summary, seconds: 0 }, { files: 5, parsed: 4, calls: 4, findings: 5, seconds: 0 });
  assert.ok(summary.seconds >= 0);
  assert.deepEqual(
    calls.find(({ path }) => path === 'src/flex.py'),
    {
      ...{ path: 'src/flex.py', line: 7, column: 12, endLine: 7, endColumn: 85 },
      ...{ language: 'python', api: 'responses.create', endpoint: '/v1/responses', provider: 'openai', model: 'gpt-5.1', tier: 'flex' },
      ...{ timeoutSeconds: 600, workload: 'unknown', evidence: [], loop: null },
    },
  );
  const flexTimeout = findings.find(({ rule }) => rule === 'flex-timeout')!;
  assert.equal(flexTimeout.severity, 'warning');
  assert.match(flexTimeout.fingerprint, /^[0-9a-f]{32}$/);
  assert.ok(flexTimeout.fixes.some(({ id, applicability, title }) => id === 'raise-timeout' && applicability === 'safe' && title !== ''));
});

test('places in a notebook name the cell and count lines within it', () => {
  const call = new TestFolder(project).check().calls.find(({ path }) => path === 'notes.ipynb')!;
  assert.deepEqual([call.cell, call.line, call.column, call.endLine], [2, 3, 1, 3]);
});

test('paths are relative to the working directory', () => {
  const folder = new TestFolder(project);
  const inner = folder.run(['check', '--format', 'json', '--fail-on', 'never', '.'], { cwd: folder.file('src') });
  const paths = (JSON.parse(inner.stdout) as { calls: { path: string }[] }).calls.map(({ path }) => path);
  assert.deepEqual(paths, ['app.py', 'flex.py']);
});

test('columns count UTF-16 units', () => {
  const folder = new TestFolder({
    'a.py': 'from openai import OpenAI\nx = ["🙂", OpenAI().responses.create(model="gpt-5.1", input="é")]\n',
  });
  assert.equal(folder.check().calls[0]!.column, 12);
});

test('a tier or model that is absent is null, one that can not be traced is "dynamic"', () => {
  const folder = new TestFolder({
    'a.py':
      'from openai import OpenAI\ndef f(m, **more):\n    OpenAI().responses.create(model=m, **more)\n    OpenAI(timeout=m).responses.create(input="")\n',
  });
  const [first, second] = folder.check().calls;
  assert.deepEqual([first!['model'], first!['tier']], ['dynamic', 'dynamic']);
  assert.deepEqual([second!['model'], second!['tier'], second!['timeoutSeconds']], [null, null, null]);
});

test('a fingerprint survives moved and reformatted code, and tells two alike calls apart', () => {
  const folder = new TestFolder({ 'a.py': PYTHON + PYTHON });
  const before = folder.check().findings.map(({ fingerprint }) => fingerprint);
  assert.equal(new Set(before).size, 2);
  folder.write(
    'a.py',
    `# a comment\n\n${PYTHON}${PYTHON.replace('model="gpt-5.1", input=text', '\n        model="gpt-5.1",\n        input=text')}`,
  );
  assert.deepEqual(
    folder.check().findings.map(({ fingerprint }) => fingerprint),
    before,
  );
  const elsewhere = folder.run(['check', '--format', 'json', '--fail-on', 'never', folder.file('a.py')], { cwd: '/' });
  assert.equal((JSON.parse(elsewhere.stdout) as { findings: { fingerprint: string }[] }).findings.length, 2);
});

test('the text report groups findings by file and sums up', () => {
  const { stdout } = new TestFolder(project).run(['check']);
  assert.match(stdout, /^src\/flex\.py:7:12 +warning +.* flex-timeout$/m);
  assert.match(stdout, /^notes\.ipynb:cell 2:3:1 +warning .*Nobody waits: in the notebook notes\.ipynb\./m);
  assert.match(stdout, /^4 calls in 5 files; to OpenAI: 3 assumed standard, 1 flex\.$/m);
  assert.match(
    stdout,
    /^5 findings \(2 warnings, 2 info, 1 hint\)\. `tierlint fix` fixes 1 safely; `tierlint fix --apply ID` would change more: add-flex \d, (?:[a-z-]+ \d, )*[a-z-]+ \d\.$/m,
  );
  assert.ok(!stdout.includes('\u001b['), 'no colours where output is no terminal');
});

test('colours can be forced, and NO_COLOR wins', () => {
  const folder = new TestFolder(project);
  assert.ok(folder.run(['check'], { env: { NO_COLOR: '', FORCE_COLOR: '1' } }).stdout.includes('\u001b['));
  assert.ok(!folder.run(['check'], { env: { NO_COLOR: '1', FORCE_COLOR: '1' } }).stdout.includes('\u001b['));
});

test('the sarif report names rules, levels and regions', () => {
  const { stdout } = new TestFolder(project).run(['check', '--format', 'sarif']);
  const { version, runs } = JSON.parse(stdout) as {
    version: string;
    runs: {
      tool: { driver: { rules: { id: string }[] } };
      results: {
        ruleId: string;
        ruleIndex: number;
        level: string;
        locations: { physicalLocation: { artifactLocation: { uri: string }; region?: object } }[];
      }[];
    }[];
  };
  assert.equal(version, '2.1.0');
  const { tool, results } = runs[0]!;
  for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]!.id, ruleId);
  const flex = results.find(({ ruleId }) => ruleId === 'flex-timeout')!;
  assert.equal(flex.level, 'warning');
  assert.deepEqual(flex.locations[0]!.physicalLocation, {
    artifactLocation: { uri: 'src/flex.py' },
    region: { startLine: 7, startColumn: 12, endLine: 7, endColumn: 85 },
  });
});

test('the github report writes workflow commands', () => {
  const { stdout } = new TestFolder(project).run(['check', '--format', 'github']);
  assert.match(stdout, /^::warning file=src\/flex\.py,line=7,endLine=7,col=12,endColumn=85,title=tierlint flex-timeout::/m);
  assert.match(stdout, /^::warning file=notes\.ipynb,title=[^:]*::Cell 2, line 3: /m);
});

test('the markdown report has a table', () => {
  assert.match(
    new TestFolder(project).run(['check', '--format', 'markdown']).stdout,
    /^\| `src\/flex\.py:7:12` \| warning \| .* \| `flex-timeout` \|$/m,
  );
});

test('a client from another file is followed, and a foreign one in the project keeps unseen clients quiet', () => {
  const folder = new TestFolder({
    'llm/client.py': 'from openai import OpenAI\nclient = OpenAI()\n',
    'llm/__init__.py': '',
    'app.py': 'from llm.client import client\nclient.responses.create(model="gpt-5.1", input="")\n',
    'other.py': 'def f(client):\n    client.responses.create(model="gpt-5.1", input="")\n',
  });
  assert.deepEqual(
    folder.check().calls.map(({ path, provider }) => [path, provider]),
    [
      ['app.py', 'openai'],
      ['other.py', 'openai'],
    ],
  );
  folder.write('requirements.txt', 'openai>=1.0\ngroq\n');
  assert.deepEqual(
    folder.check().calls.map(({ path, provider }) => [path, provider]),
    [
      ['app.py', 'openai'],
      ['other.py', 'unknown'],
    ],
  );
});
