// `npm start`: installs, builds, and runs the main job on the example workspace: every call, its tier, the findings.
import { spawnSync } from 'node:child_process';
import { ROOT, fail, installPackages, step } from './steps.mjs';

const EXAMPLE = 'examples/workspace';

installPackages();
step('Build dist/', 'node', ['esbuild.mjs']);
printCalls();
step(`Findings: node dist/cli.js check ${EXAMPLE}`, 'node', ['dist/cli.js', 'check', EXAMPLE, '--fail-on', 'never']);
console.log(`
Next:
  node dist/cli.js check <folder>                           every finding in your own code
  node dist/cli.js fix <folder> --apply add-flex --diff     what the fixes would change
  npm run package                                           the VS Code extension as a .vsix`);

/** The calls of the example workspace as a table: what runs where, on which tier. */
function printCalls() {
  console.log(`\n> Calls in ${EXAMPLE}`);
  const { status, stdout, stderr } = spawnSync('node', ['dist/cli.js', 'check', EXAMPLE, '--format', 'json', '--fail-on', 'never'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) fail(`the example workspace could not be checked: ${stderr.trim()}`);
  const rows = JSON.parse(stdout).calls.map((call) => [
    `${call.path.slice(EXAMPLE.length + 1)}${call.cell ? `:cell ${call.cell}` : ''}:${call.line}`,
    call.api,
    call.model ?? '-',
    call.provider,
    call.tier ?? (call.provider === 'openai' ? 'assumed standard' : '-'),
  ]);
  const table = [['call', 'method', 'model', 'provider', 'tier'], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table)
    console.log(
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd()}`,
    );
}
