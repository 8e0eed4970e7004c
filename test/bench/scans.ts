/** Cold and warm scans against `rg -l` and ast-grep, as ratios within one run. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { inTurns, type Target } from './measure';
import { findAstGrep, findRipgrep, writeAstGrepRules } from './tools';

const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');
const ROUNDS = 3;

export function measureScans(corpus: string, workFolder: string): Target[] {
  const tools = path.join(workFolder, 'tools');
  const ripgrep = findRipgrep(tools);
  const astGrep = findAstGrep(tools);
  const rules = writeAstGrepRules(path.join(workFolder, 'rules.yml'));
  const cache = path.join(workFolder, 'xdg');
  fs.rmSync(cache, { recursive: true, force: true });
  fs.mkdirSync(cache, { recursive: true });

  const tierlint = (...args: string[]): string =>
    run(process.execPath, [CLI, 'check', corpus, '--fail-on', 'never', '--format', 'json', ...args], {
      ...process.env,
      XDG_CACHE_HOME: cache,
    });
  const { summary } = JSON.parse(tierlint()) as { summary: { files: number; parsed: number; calls: number } };
  // The corpus may be minutes old: what was learned of files that young is not kept, so the first warm run is no warm run.
  tierlint();
  console.log(`corpus ${corpus}: ${summary.files} files, ${summary.parsed} parsed, ${summary.calls} calls`);

  const times = inTurns(ROUNDS, {
    cold: () => tierlint('--no-cache'),
    warm: () => tierlint(),
    ripgrep: () => ripgrep && run(ripgrep, ['-l', 'completions|responses', corpus]),
    astGrep: () => astGrep && run(astGrep, ['scan', '--rule', rules, '--json=stream', corpus]),
  });
  for (const [name, time] of Object.entries(times)) console.log(`  ${name.padEnd(8)} ${time.toFixed(2)} s`);

  const ratio = (a: number, b: number, found: unknown): number | undefined => (found ? a / b : undefined);
  const how = (other: string, found: unknown): string => (found ? `median of ${ROUNDS}, in turns` : `${other} could not be had`);
  return [
    {
      name: 'cold scan / ast-grep',
      value: ratio(times.cold, times.astGrep, astGrep),
      limit: 0.12,
      unit: '',
      note: how('ast-grep', astGrep),
    },
    { name: 'cold scan / rg -l', value: ratio(times.cold, times.ripgrep, ripgrep), limit: 15, unit: '', note: how('ripgrep', ripgrep) },
    { name: 'warm scan / rg -l', value: ratio(times.warm, times.ripgrep, ripgrep), limit: 5, unit: '', note: how('ripgrep', ripgrep) },
  ];
}

function run(command: string, args: readonly string[], env?: NodeJS.ProcessEnv): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 30, ...(env ? { env } : {}) });
  // rg and ast-grep say with 1 that nothing or something was found.
  if (status !== 0 && status !== 1) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}
