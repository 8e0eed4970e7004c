import type { Runner } from '../core/link/moduleHost';
import type { FileSystem } from './fileSystem';
import { basename, dirname, isWithin, join, relativeTo, upwards } from './paths';

/** Finds what starts a file from outside: workflows of CI, crontabs, actions, crons of Vercel and Netlify, scripts and commands of the nearest package.json. */
export class Runners {
  private byRoot = new Map<string, readonly Started[]>();
  private scripts = new Map<string, readonly Started[]>();

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly roots: readonly string[],
  ) {}

  of(path: string): readonly Runner[] {
    const root = this.roots.find((each) => isWithin(each, path));
    if (root === undefined) return [];
    const found = [...this.rootRunners(root), ...this.packageScripts(path, root)].filter(({ matches }) => matches(path));
    return found.map(({ runner }) => runner);
  }

  /** A file changed that says what is run. */
  invalidate(path: string): void {
    if (!/\.(?:ya?ml|json|toml)$|\/(?:crontab|Procfile)$/.test(path)) return;
    this.byRoot = new Map();
    this.scripts = new Map();
  }

  private rootRunners(root: string): readonly Started[] {
    let runners = this.byRoot.get(root);
    if (!runners)
      this.byRoot.set(
        root,
        (runners = [
          ...this.workflows(root),
          ...this.action(root),
          ...this.crontab(root),
          ...this.vercelCrons(root),
          ...this.netlifySchedules(root),
        ]),
      );
    return runners;
  }

  private workflows(root: string): readonly Started[] {
    const folder = join(root, '.github/workflows');
    if (!this.fileSystem.exists(folder)) return [];
    return this.fileSystem.list(folder).flatMap(({ name }) => {
      const text = /\.ya?ml$/.test(name) ? this.fileSystem.readText(join(folder, name)) : undefined;
      if (text === undefined) return [];
      const kind = /^\s*(?:-\s*)?schedule\s*:/m.test(text) ? 'scheduled-workflow' : EVENTS.test(text) ? 'event-workflow' : 'workflow';
      // What CI tries out says nothing of who uses it.
      if (kind === 'event-workflow' && TRIES_OUT.test(name)) return [];
      const runner: Runner = { kind, text: `.github/workflows/${name} runs this file${WHEN[kind]}` };
      const folders = [...text.matchAll(/^\s*working-directory\s*:\s*["']?\.?\/?([\w./-]+)/gm)].map(([, inner]) => join(root, inner!));
      return [root, ...folders].flatMap((each) => started(text, each, runner));
    });
  }

  /** The repository is an action itself: its program runs on the events of others' repositories. */
  private action(root: string): readonly Started[] {
    const name = ['action.yml', 'action.yaml'].find((each) => this.fileSystem.exists(join(root, each)));
    const text = name === undefined ? undefined : this.fileSystem.readText(join(root, name));
    if (name === undefined || text === undefined || !/^runs\s*:/m.test(text)) return [];
    const runner: Runner = { kind: 'action', text: `${name} runs this file on events of a repository` };
    return [
      {
        runner,
        matches: (file) =>
          /^(?:src\/|lib\/|app\/)?(?:index|main|action|entrypoint|run|app)\.(?:py|[cm]?[jt]s)$/.test(relativeTo(root, file)),
      },
    ];
  }

  private crontab(root: string): readonly Started[] {
    return ['crontab', 'Procfile'].flatMap((name) => {
      const path = join(root, name);
      const text = this.fileSystem.exists(path) ? this.fileSystem.readText(path) : undefined;
      return text === undefined
        ? []
        : started(name === 'Procfile' ? text.replace(/^web:.*$/gm, '') : text, root, { kind: 'crontab', text: `${name} runs this file` });
    });
  }

  private vercelCrons(root: string): readonly Started[] {
    const path = join(root, 'vercel.json');
    const text = this.fileSystem.exists(path) ? this.fileSystem.readText(path) : undefined;
    const crons = /"crons"\s*:\s*\[([^\]]*)\]/.exec(text ?? '')?.[1] ?? '';
    return [...crons.matchAll(/"path"\s*:\s*"([^"?]+)/g)].map(([, route]) => ({
      matches: (file) => file.includes(`/app${route}/route.`) || file.includes(`/pages${route}.`) || file.includes(`${route}.`),
      runner: { kind: 'cron-route', text: 'vercel.json calls this route on a schedule' },
    }));
  }

  private netlifySchedules(root: string): readonly Started[] {
    const path = join(root, 'netlify.toml');
    const text = this.fileSystem.exists(path) ? (this.fileSystem.readText(path) ?? '') : '';
    return [...text.matchAll(/^\s*\[functions\."?([\w-]+)"?\]\s*$(?:(?!^\s*\[)[^])*?^\s*schedule\s*=/gm)].map(([, name]) => ({
      matches: (file) => new RegExp(`/functions/${name!}(?:/index)?\\.[cm]?[jt]s$`).test(file),
      runner: { kind: 'cron-route', text: 'netlify.toml calls this function on a schedule' },
    }));
  }

  private packageScripts(path: string, root: string): readonly Started[] {
    for (const folder of upwards(dirname(path), root)) {
      let scripts = this.scripts.get(folder);
      if (!scripts) this.scripts.set(folder, (scripts = this.scriptsIn(folder)));
      if (scripts.length > 0) return scripts;
    }
    return [];
  }

  private scriptsIn(folder: string): readonly Started[] {
    const path = join(folder, 'package.json');
    const text = this.fileSystem.exists(path) ? this.fileSystem.readText(path) : undefined;
    const scripts = Object.entries(scriptsOf(text)).flatMap(([name, line]) =>
      started(line, folder, {
        kind: 'package-script',
        text: `\`npm run ${name}\` starts this file`,
        ...(SERVICE.test(name) && { isService: true }),
      }),
    );
    return [...scripts, ...commandsOf(text, folder)];
  }
}

/** Events on which nobody sits before the screen. */
const EVENTS =
  /^\s*(?:-\s*)?(?:pull_request|pull_request_target|issues|issue_comment|pull_request_review|repository_dispatch|workflow_run|discussion|discussion_comment|release)\s*:?\s*(?:#.*)?$|^on\s*:\s*\[?[^\]\n]*\b(?:pull_request\w*|issues|issue_comment|release)\b/m;
const TRIES_OUT = /test|\bci\b|lint|check|build|smoke|e2e|coverage|verify/i;
const WHEN = { workflow: '', 'event-workflow': ' on events of the repository', 'scheduled-workflow': ' on a schedule' };

/** Scripts that start what goes on running. */
const SERVICE = /^(?:start|dev|develop|serve|watch|preview|prod|worker)/;

interface Started {
  readonly matches: (path: string) => boolean;
  readonly runner: Runner;
}

/** `python -u jobs/sync.py`, `python -m jobs.sync`, `npx tsx scripts/seed.ts`. */
const COMMAND = /\b(?:python[\d.]*|node|tsx|ts-node|ts-node-esm|bun(?: run)?|deno run|vite-node|uv run)\s+((?:-[-\w=]+\s+)*)([\w./-]+)/g;

function started(text: string, folder: string, runner: Runner): readonly Started[] {
  return [...text.matchAll(COMMAND)].map(([, flags, named]) => {
    const isModule = /(?:^|\s)-m\s/.test(flags!);
    const target = isModule ? named!.replaceAll('.', '/') : named!.replace(/^\.\//, '');
    const path = join(folder, target);
    return {
      runner,
      matches: (file) =>
        file === path ||
        (isModule && (file === `${path}.py` || file === join(path, '__main__.py'))) ||
        (basename(target) !== target && file.endsWith(`/${target}`)),
    };
  });
}

/** What `bin` names, by the source that is built to it: `dist/cli.mjs` of `src/cli.ts`. */
function commandsOf(text: string | undefined, folder: string): readonly Started[] {
  const manifest = parsed(text) as { readonly name?: unknown; readonly bin?: unknown };
  const { bin, name } = manifest;
  const commands: readonly (readonly [string, unknown])[] =
    typeof bin === 'string' ? [[typeof name === 'string' ? name : basename(folder), bin]] : Object.entries(bin ?? {});
  return commands.flatMap(([command, target]) => {
    if (typeof target !== 'string') return [];
    const stem = target
      .replace(/^\.\//, '')
      .replace(/\.[cm]?[jt]s$/, '')
      .replace(/^(?:dist|build|lib|out|bin)\//, '');
    const built = new Set([
      stem,
      `src/${stem}`,
      `lib/${stem}`,
      `bin/${stem}`,
      `source/${stem}`,
      'src/index',
      'src/main',
      'src/cli',
      'index',
      'cli',
    ]);
    return [
      {
        runner: { kind: 'package-command', text: `runs when a person types \`${command}\`` } as const,
        matches: (file: string) => built.has(relativeTo(folder, file).replace(/\.[cm]?[jt]sx?$/, '')),
      },
    ];
  });
}

function parsed(text: string | undefined): object {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function scriptsOf(text: string | undefined): Readonly<Record<string, string>> {
  const { scripts } = parsed(text) as { readonly scripts?: Readonly<Record<string, unknown>> };
  return Object.fromEntries(Object.entries(scripts ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
