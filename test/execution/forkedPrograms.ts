/** Runs many Python programs quickly: one interpreter imports the SDK, each program runs in a fork of it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { after } from 'node:test';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, type Run } from './execute';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const CACHE = path.resolve(HERE, '../../.cache');

export interface PythonProgram {
  readonly file: string;
  /** Where it runs, and what its modules are found from. */
  readonly folder: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const started = new Map<string, ForkedPython>();
after(() => started.forEach((python) => python.dispose()));

/** The interpreter that has an SDK loaded; one for all programs of this process. */
export function forkedPython(sdk: string): ForkedPython {
  const python = started.get(sdk) ?? new ForkedPython(sdk);
  started.set(sdk, python);
  return python;
}

class ForkedPython {
  private readonly child;
  private readonly outputs = mkdtempSync(path.join(tmpdir(), 'tierlint-forked-'));
  private readonly waiting = new Map<number, { readonly file: string; ended(code: number): void; failed(error: Error): void }>();
  private count = 0;

  constructor(sdk: string) {
    const python = path.join(CACHE, sdk, 'bin', 'python');
    if (!existsSync(python)) throw new Error(`.cache/${sdk} is missing: run \`node test/execution/setup.mjs\` first`);
    this.child = spawn(python, [path.join(HERE, 'fork_programs.py')], {
      env: { ...cleanEnvironment(), PYTHONIOENCODING: 'utf8', PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      const [id, code] = line.split(' ').map(Number);
      this.waiting.get(id!)?.ended(code!);
    });
    this.child.on('close', () => {
      for (const { file, failed } of this.waiting.values()) failed(new Error(`Python ended while it ran ${file}`));
    });
  }

  /** Runs a program to its end. */
  async run({ file, folder, args, environment }: PythonProgram): Promise<Run> {
    const id = this.count++;
    const output = path.join(this.outputs, String(id));
    const code = await new Promise<number>((ended, failed) => {
      this.waiting.set(id, { file, ended, failed });
      this.child.stdin.write(`${JSON.stringify({ id, file, folder, arguments: args, environment, output })}\n`);
    });
    this.waiting.delete(id);
    const read = (stream: 'stdout' | 'stderr'): string => readFileSync(`${output}.${stream}`, 'utf8');
    return { code, stdout: read('stdout'), stderr: read('stderr'), report: '' };
  }

  dispose(): void {
    this.child.stdin.end();
    rmSync(this.outputs, { recursive: true, force: true });
  }
}
