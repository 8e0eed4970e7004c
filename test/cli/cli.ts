import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after } from 'node:test';

const CLI = path.resolve(__dirname, '../../dist/cli.js');
const temporary: string[] = [];

after(() => {
  for (const folder of temporary) fs.rmSync(folder, { recursive: true, force: true });
});

export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own with these files; removed after the tests of the file. */
export class TestFolder {
  readonly path: string;
  private readonly cache: string;

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    this.path = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tierlint-cli-')));
    this.cache = fs.mkdtempSync(path.join(os.tmpdir(), 'tierlint-cache-'));
    temporary.push(this.path, this.cache);
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  file(name: string): string {
    return path.join(this.path, name);
  }

  write(name: string, content: string | Uint8Array): void {
    fs.mkdirSync(path.dirname(this.file(name)), { recursive: true });
    fs.writeFileSync(this.file(name), content);
  }

  read(name: string): string {
    return fs.readFileSync(this.file(name), 'utf8');
  }

  bytes(name: string): Buffer {
    return fs.readFileSync(this.file(name));
  }

  /** Makes all files look long unchanged, so that results about them may be kept. */
  age(): void {
    const past = new Date(Date.now() - 3_600_000);
    for (const name of fs.readdirSync(this.path, { recursive: true, encoding: 'utf8' })) fs.utimesSync(this.file(name), past, past);
  }

  get cacheFolder(): string {
    return path.join(this.cache, 'tierlint');
  }

  /** `unprivileged`: root reads and writes everything, so run as by root the CLI becomes nobody. */
  run(
    args: readonly string[],
    options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string; readonly unprivileged?: true } = {},
  ): Result {
    const asNobody = options.unprivileged && process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    if (options.unprivileged) fs.chmodSync(this.path, 0o777);
    const env = { ...process.env, XDG_CACHE_HOME: this.cache, NO_COLOR: '1', ...options.env };
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      ...asNobody,
      ...{ cwd: options.cwd ?? this.path, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    });
    return { code: status, stdout, stderr };
  }

  /** The report of `check --format json`. */
  check(...args: string[]): JsonReport {
    const { stdout, stderr, code } = this.run(['check', '--format', 'json', '--fail-on', 'never', ...args]);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as JsonReport;
  }

  /** Runs a program other than the CLI here. */
  spawn(command: string, args: readonly string[], input?: string): Result {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: this.path, encoding: 'utf8', input });
    return { code: status, stdout, stderr };
  }
}

export interface JsonPlace {
  readonly path: string;
  readonly cell?: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface JsonReport {
  readonly version: number;
  readonly summary: {
    readonly files: number;
    readonly parsed: number;
    readonly calls: number;
    readonly findings: number;
    readonly seconds: number;
  };
  readonly calls: readonly (JsonPlace & Readonly<Record<string, unknown>>)[];
  readonly findings: readonly (JsonPlace & {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly fingerprint: string;
    readonly fixes: readonly { readonly id: string; readonly title: string; readonly applicability: string }[];
  })[];
}

export const PYTHON = `from openai import OpenAI

client = OpenAI()


def label(text):
    return client.responses.create(model="gpt-5.1", input=text)
`;

/** A flex call with the default timeout: `tierlint fix` raises it. */
export const FLEX = `from openai import OpenAI

client = OpenAI()


def label(text):
    return client.responses.create(model="gpt-5.1", input=text, service_tier="flex")
`;

export const TYPESCRIPT = `import OpenAI from "openai";

const client = new OpenAI();

export const label = (input: string) => client.responses.create({ model: "gpt-5.1", input });
`;

export function notebook(...cells: readonly (readonly string[])[]): string {
  const json = {
    cells: cells.map((source) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source })),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(json, null, 1)}\n`;
}
