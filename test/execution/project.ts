/** Folders of programs, each a small project with a manifest of its own, and how to run what is in them. */
import assert from 'node:assert/strict';
import { build } from 'esbuild';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execute, type Run } from './execute';
import { forkedPython } from './forkedPrograms';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const CACHE = path.resolve(HERE, '../../.cache');
const TSC = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** Where a copy keeps its TypeScript, compiled. */
const COMPILED = '.compiled';

/** The command line under test; another build of it can be named. */
const CLI = process.env.TIERLINT_CLI ?? path.resolve(HERE, '../../dist/cli.js');

export type ProjectName =
  | 'batch-python'
  | 'batch-python-declined'
  | 'python'
  | 'python-sdk1'
  | 'python-gateway'
  | 'node'
  | 'node-sdk4'
  | 'node-gateway'
  | 'header-limit'
  | 'batch-node'
  | 'fallback-python'
  | 'fallback-python-sdk1'
  | 'fallback-node'
  | 'fallback-node-sdk4'
  | 'background-python'
  | 'background-node'
  | 'router-python'
  | 'router-python-sdk1'
  | 'router-node'
  | 'router-node-sdk4'
  | 'standard-python'
  | 'standard-node';

/** Scripts of this folder that a Node program under test is started with. */
export type Preload = 'shrinkFetchLimits.cjs' | 'reportWaits.cjs' | 'breakWrites.cjs';

/** The installed SDK of each project: a virtual environment or a folder with node_modules (see setup.mjs). */
const SDKS: Readonly<Record<ProjectName, string>> = {
  'batch-python': 'py',
  'batch-python-declined': 'py',
  python: 'py',
  'python-sdk1': 'py1',
  'python-gateway': 'py',
  node: 'node/openai7',
  'node-sdk4': 'node/openai4',
  'node-gateway': 'node/openai7',
  'header-limit': 'node/openai7',
  'batch-node': 'node/openai7',
  'fallback-python': 'py',
  'fallback-python-sdk1': 'py1',
  'fallback-node': 'node/openai7',
  'fallback-node-sdk4': 'node/openai4',
  'router-python': 'py',
  'router-python-sdk1': 'py1',
  'router-node': 'node/openai7',
  'router-node-sdk4': 'node/openai4',
  'standard-python': 'py',
  'standard-node': 'node/openai7',
  'background-python': 'py',
  'background-node': 'node/openai7',
};

export interface Program {
  readonly file: string;
  /** Undefined: every request that takes a tier becomes flex. */
  readonly expectation: { readonly flexRequests: number; readonly reason: string } | undefined;
}

/** The programs of a project: the files at its top; those in folders are modules that programs import. */
export function programsOf(project: ProjectName): readonly Program[] {
  const folder = path.join(HERE, 'programs', project);
  return readdirSync(folder)
    .filter((file) => /\.(py|ipynb|tsx?|mjs|cjs)$/.test(file))
    .map((file) => ({ file, expectation: expectationIn(readFileSync(path.join(folder, file), 'utf8')) }));
}

/** `# expect: unfixed because ...` or `// expect: 1 flex request because ...` in a program's first line. */
function expectationIn(text: string): Program['expectation'] {
  const found = /^(?:#|\/\/) expect: (?:(unfixed)|(\d+) flex requests?) because (.*)/.exec(text);
  return found ? { flexRequests: found[1] ? 0 : Number(found[2]), reason: found[3] ?? '' } : undefined;
}

let drafts = 0;

/** A copy of a project in a folder of its own, with its SDK; `dispose` removes it. */
export class ProjectCopy {
  private readonly root: string;
  readonly folder: string;

  constructor(
    readonly project: ProjectName,
    private readonly sdk: string = SDKS[project],
  ) {
    if (!existsSync(path.join(CACHE, sdk))) throw new Error(`.cache/${sdk} is missing: run \`node test/execution/setup.mjs\` first`);
    this.root = mkdtempSync(path.join(tmpdir(), `tierlint-${project}-`));
    this.folder = path.join(this.root, project);
    cpSync(path.join(HERE, 'programs', project), this.folder, { recursive: true });
    if (sdk.startsWith('node/')) symlinkSync(path.join(CACHE, sdk, 'node_modules'), path.join(this.folder, 'node_modules'));
    for (const file of this.files()) {
      const text = this.read(file);
      if (/^.* copied with CRLF\n/.test(text)) this.write(file, text.replaceAll('\n', '\r\n'));
    }
  }

  /** Names of all its source files, those in folders too. */
  files(): readonly string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => !/^(node_modules|\.compiled)/.test(file) && statSync(path.join(this.folder, file)).isFile())
      .sort();
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  /** Whole or not at all: programs that run side by side may read what another test writes again. */
  write(file: string, text: string): void {
    const target = path.join(this.folder, file);
    const draft = `${target}.${++drafts}`;
    writeFileSync(draft, text);
    renameSync(draft, target);
  }

  remove(file: string): void {
    rmSync(path.join(this.folder, file));
  }

  /** Replaces the files by those of another copy; the SDK stays. */
  takeFilesOf(other: ProjectCopy): void {
    for (const file of other.files()) this.write(file, other.read(file));
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** `tierlint fix` on the whole copy, as a user runs it. */
  fix(...flags: readonly string[]): Promise<Run> {
    if (!existsSync(CLI)) throw new Error(`${CLI} is missing: run \`npm run build\` first`);
    return execute(process.execPath, [CLI, 'fix', ...flags, '.'], this.folder, { XDG_CACHE_HOME: path.join(this.root, 'cache') });
  }

  /** Compiles the TypeScript programs all at once: faster than a loader in every run. */
  async buildNode(): Promise<void> {
    await build({
      absWorkingDir: this.folder,
      entryPoints: this.files().filter((file) => /^[^/]+\.tsx?$/.test(file)),
      outdir: COMPILED,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'silent',
    });
  }

  /** Runs a program against the OpenAI at `baseUrl`. */
  run(
    file: string,
    baseUrl: string,
    preloads: readonly Preload[] = [],
    extra: { readonly args?: readonly string[]; readonly environment?: Readonly<Record<string, string>> } = {},
  ): Promise<Run> {
    const { args = [] } = extra;
    const environment = { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: 'sk-local', ...extra.environment };
    if (/\.(py|ipynb)$/.test(file))
      return forkedPython(this.sdk).run({ file: this.runnable(file), folder: this.folder, args, environment });
    const program = /\.tsx?$/.test(file) ? path.join(COMPILED, file.replace(/\.tsx?$/, '.mjs')) : file;
    const options = preloads.map((script) => `--require "${path.join(HERE, script)}"`).join(' ');
    return execute(process.execPath, [program, ...args], this.folder, { NODE_OPTIONS: options, ...environment });
  }

  /** A file that Python runs: the program, or, outside the project, the code of a notebook. */
  private runnable(file: string): string {
    if (!file.endsWith('.ipynb')) return file;
    const code = path.join(this.root, `${file}.py`);
    writeFileSync(code, codeOfNotebook(this.read(file)));
    return code;
  }

  /** Compiles all Python files without running them. */
  compilePython(): Promise<Run> {
    const files = this.files().filter((file) => file.endsWith('.py'));
    return execute(this.interpreter, ['-m', 'py_compile', ...files], this.folder, {
      PYTHONPYCACHEPREFIX: path.join(this.root, 'compiled'),
    });
  }

  /** `tsc --strict` over the project. */
  typeCheck(): Promise<Run> {
    return execute(process.execPath, [TSC, '-p', '.'], this.folder);
  }

  /** The Python of the project's virtual environment. */
  get interpreter(): string {
    return path.join(CACHE, this.sdk, 'bin', 'python');
  }

  /** Runs a Python program through a shell script that gets the command as its arguments. */
  runIn(file: string, baseUrl: string, script: string): Promise<Run> {
    return execute('sh', ['-c', script, this.interpreter, file], this.folder, {
      OPENAI_BASE_URL: baseUrl,
      OPENAI_API_KEY: 'sk-local',
      PYTHONDONTWRITEBYTECODE: '1',
    });
  }
}

export interface CheckedFiles {
  readonly copy: ProjectCopy;
  readonly files: readonly string[];
}

/**
 * What pyright says of the files of each copy, in its basic mode, by name of the file; the environment of the first must have it. All at
 * once: most of its time goes into the SDK's types, which are the same.
 */
export async function pyright(...checked: readonly CheckedFiles[]): Promise<readonly ReadonlyMap<string, readonly string[]>[]> {
  const { copy: first } = checked[0]!;
  // Each copy finds its own modules.
  const executionEnvironments = checked.map(({ copy }) => ({ root: copy.folder }));
  first.write('pyrightconfig.json', JSON.stringify({ typeCheckingMode: 'basic', executionEnvironments }));
  const paths = checked.flatMap(({ copy, files }) => files.map((file) => path.join(copy.folder, file)));
  const program = path.join(path.dirname(first.interpreter), 'pyright');
  const { stdout } = await execute(program, ['--pythonpath', first.interpreter, '--outputjson', ...paths], first.folder);
  const { generalDiagnostics, summary } = JSON.parse(stdout) as {
    readonly generalDiagnostics: readonly { readonly file: string; readonly message: string; readonly severity: string }[];
    readonly summary: { readonly filesAnalyzed: number };
  };
  assert.equal(summary.filesAnalyzed, paths.length, 'files that pyright looked at');
  return checked.map(({ copy }) => {
    const found = new Map<string, string[]>();
    for (const { file, message, severity } of generalDiagnostics) {
      if (severity !== 'error' || path.dirname(file) !== copy.folder) continue;
      found.set(path.basename(file), [...(found.get(path.basename(file)) ?? []), message]);
    }
    return found;
  });
}

/** The code cells, one after the other, as "Run all" runs them; lines of IPython commands are left out. */
function codeOfNotebook(text: string): string {
  const { cells } = JSON.parse(text) as {
    readonly cells: readonly { readonly cell_type: string; readonly source: string | readonly string[] }[];
  };
  const code = cells
    .filter((cell) => cell.cell_type === 'code')
    .map((cell) => (typeof cell.source === 'string' ? cell.source : cell.source.join('')));
  return code.join('\n').replace(/^[%!].*$/gm, '');
}
