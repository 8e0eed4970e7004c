/** Runs many Python programs quickly: one interpreter imports the SDK, each program runs in a fork of it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, type Run } from './execute';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const CACHE = path.resolve(HERE, '../../.cache');

/** An interpreter with the SDK loaded. Programs run one at a time. */
export class ForkedPython {
  private readonly child;
  private readonly codes: AsyncIterator<string>;
  private readonly outputs = mkdtempSync(path.join(tmpdir(), 'tierlint-forked-'));
  private count = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(sdk: string) {
    const python = path.join(CACHE, sdk, 'bin', 'python');
    if (!existsSync(python)) throw new Error(`.cache/${sdk} is missing: run \`node test/execution/setup.mjs\` first`);
    this.child = spawn(python, [path.join(HERE, 'fork_programs.py')], {
      env: { ...cleanEnvironment(), PYTHONIOENCODING: 'utf8', PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.codes = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  run(file: string, folder: string, baseUrl: string, environment: Readonly<Record<string, string>> = {}): Promise<Run> {
    const run = this.last.then(() => this.runNow(file, folder, baseUrl, environment));
    this.last = run.catch(() => undefined);
    return run;
  }

  dispose(): void {
    this.child.stdin.end();
    rmSync(this.outputs, { recursive: true, force: true });
  }

  private async runNow(file: string, folder: string, baseUrl: string, environment: Readonly<Record<string, string>>): Promise<Run> {
    const output = path.join(this.outputs, String(this.count++));
    this.child.stdin.write(`${JSON.stringify({ file, folder, base_url: baseUrl, environment, output })}\n`);
    const { value, done } = await this.codes.next();
    if (done) throw new Error(`Python ended while it ran ${file}`);
    return {
      code: Number(value),
      stdout: readFileSync(`${output}.stdout`, 'utf8'),
      stderr: readFileSync(`${output}.stderr`, 'utf8'),
      report: '',
    };
  }
}
