/** Runs a command and gathers what it says. */
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What the program wrote to file descriptor 3, for preloaded scripts that report something. */
  readonly report: string;
}

/** Resolves whatever the exit code; rejects only when the command can't be started. */
export function execute(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
  input?: string,
): Promise<Run> {
  const env = { ...cleanEnvironment(), PYTHONIOENCODING: 'utf8', ...environment };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
    const [, stdout, stderr, report] = child.stdio.map((stream) => collect(stream as Readable | null));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout: stdout?.() ?? '', stderr: stderr?.() ?? '', report: report?.() ?? '' }));
    child.stdin?.end(input ?? '');
  });
}

/** Gathers what a stream gives; the function returned tells it. */
function collect(stream: Readable | null): () => string {
  let text = '';
  stream?.setEncoding?.('utf8').on('data', (piece: string) => (text += piece));
  return () => text;
}

/** This process's environment without what would reach the SDKs, a proxy included, or Node's own test runner. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(OPENAI_|NODE_TEST|NODE_OPTIONS|.*_PROXY$)/i.test(name)));
}
