import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as path from 'node:path';
import test from 'node:test';
import { FLEX, PYTHON, TestFolder } from './cli';

const folder = new TestFolder({ 'app.py': PYTHON, 'flex.py': FLEX });

function assertUsageError(args: readonly string[], message: RegExp): void {
  const { code, stdout, stderr } = folder.run(args);
  assert.equal(code, 2);
  assert.equal(stdout, '');
  assert.match(stderr, message);
  assert.equal(stderr.trim().split('\n').length, 1, `more than one line: ${stderr}`);
}

test('wrong usage is told in one line and exits with 2', () => {
  assertUsageError(['check', '--colour'], /unknown option '--colour'/);
  assertUsageError(['chekc'], /unknown command 'chekc'.*check/);
  assertUsageError(['check', '--format', 'xml'], /text, json, sarif, github, markdown/);
  assertUsageError(['check', '--fail-on', 'always'], /never/);
  assertUsageError(['check', 'missing'], /^tierlint: no such file or folder: missing$/m);
  assertUsageError(['check', 'app.py', 'nothing/**/*.py'], /nothing/);
  assertUsageError(['check', '--output', 'no/such/folder/report.json'], /can't write no\/such\/folder\/report\.json/);
  assertUsageError(['fix', '--apply', 'add-magic'], /no fix "add-magic".*add-flex/);
  assertUsageError(['fix', '--tier', 'cheap'], /no tier "cheap"/);
  assertUsageError(['fix', '--apply', 'add-tier'], /--tier/);
  assertUsageError(['explain', 'no-such-rule'], /missing-service-tier/);
});

test('without a command the help is shown and the exit code is 2', () => {
  const { code, stderr } = folder.run([]);
  assert.equal(code, 2);
  assert.match(stderr, /Usage: tierlint/);
});

test('--help and --version exit with 0', () => {
  assert.equal(folder.run(['--help']).code, 0);
  assert.match(folder.run(['check', '--help']).stdout, /--fail-on/);
  const { code, stdout } = folder.run(['--version']);
  assert.equal(code, 0);
  assert.match(stdout, /^\d+\.\d+\.\d+/);
});

test('the exit code follows --fail-on', () => {
  assert.equal(folder.run(['check', 'app.py']).code, 0, 'an information is below the default level');
  assert.equal(folder.run(['check', 'app.py', '--fail-on', 'info']).code, 1);
  assert.equal(folder.run(['check', 'flex.py']).code, 1, 'a warning is at the default level');
  assert.equal(folder.run(['check', 'flex.py', '--fail-on', 'error']).code, 0);
  assert.equal(folder.run(['check', 'flex.py', '--fail-on', 'never']).code, 0);
});

test('explain shows a rule and, without one, lists all', () => {
  assert.match(folder.run(['explain', 'flex-timeout']).stdout, /^# flex-timeout\n/);
  assert.match(folder.run(['explain']).stdout, /^missing-service-tier +\S/m);
});

test('the report goes to a file with --output', () => {
  assert.equal(folder.run(['check', '--format', 'json', '--output', 'report.json', '--fail-on', 'never']).stdout, '');
  assert.equal((JSON.parse(folder.read('report.json')) as { version: number }).version, 1);
});

test('a reader that goes away is no error', async () => {
  const many = new TestFolder(Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`f${i}.py`, PYTHON])));
  const child = spawn(process.execPath, [path.resolve(__dirname, '../../dist/cli.js'), 'check', '--no-cache', '--format', 'json'], {
    cwd: many.path,
  });
  child.stdout.once('data', () => child.stdout.destroy());
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(code, 0);
  assert.equal(stderr, '');
});

test('an interrupt exits with 130', async () => {
  const child = spawn(process.execPath, [path.resolve(__dirname, '../../dist/cli.js'), 'lsp', '--stdio'], { cwd: folder.path });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  child.kill('SIGINT');
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(code, 130);
});
