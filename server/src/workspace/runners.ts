import type { Runner } from '../core/link/moduleHost';
import type { FileSystem } from './fileSystem';
import { basename, dirname, isWithin, join, upwards } from './paths';

/** Finds what starts a file from outside: workflows of CI, crontabs, crons of Vercel, scripts of the nearest package.json. */
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
    if (!/\.(?:ya?ml|json)$|\/(?:crontab|Procfile)$/.test(path)) return;
    this.byRoot = new Map();
    this.scripts = new Map();
  }

  private rootRunners(root: string): readonly Started[] {
    let runners = this.byRoot.get(root);
    if (!runners) this.byRoot.set(root, (runners = [...this.workflows(root), ...this.crontab(root), ...this.vercelCrons(root)]));
    return runners;
  }

  private workflows(root: string): readonly Started[] {
    const folder = join(root, '.github/workflows');
    if (!this.fileSystem.exists(folder)) return [];
    return this.fileSystem.list(folder).flatMap(({ name }) => {
      const text = /\.ya?ml$/.test(name) ? this.fileSystem.readText(join(folder, name)) : undefined;
      if (text === undefined) return [];
      const isScheduled = /^\s*(?:-\s*)?schedule\s*:/m.test(text);
      const shown = `.github/workflows/${name} runs this file${isScheduled ? ' on a schedule' : ''}`;
      return started(text, root, { kind: isScheduled ? 'scheduled-workflow' : 'workflow', text: shown });
    });
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
    return Object.entries(scriptsOf(text)).flatMap(([name, line]) =>
      started(line, folder, {
        kind: 'package-script',
        text: `\`npm run ${name}\` starts this file`,
        ...(SERVICE.test(name) && { isService: true }),
      }),
    );
  }
}

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

function scriptsOf(text: string | undefined): Readonly<Record<string, string>> {
  try {
    const { scripts } = JSON.parse(text ?? '{}') as { scripts?: Record<string, unknown> };
    return Object.fromEntries(Object.entries(scripts ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return {};
  }
}
