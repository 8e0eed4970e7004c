import type { ProjectSignals } from '../../core/link/moduleHost';
import { familyOf } from '../fileKinds';
import type { FileSystem } from '../fileSystem';
import type { FrontEndFamily } from '../frontEnds';
import { basename, dirname, isWithin, join, upwards } from '../paths';
import type { ManifestSignals } from './manifest';
import { readPackageJson } from './packageJson';
import { isPythonManifest, readPythonManifest } from './pythonManifests';
import { readTextSignals, saysNothing, type TextSignals } from './textSignals';

/** What is known of each project: from the manifests above a file, and from the texts of the project's files seen so far. */
export class Projects {
  private readonly manifests = new Map<string, ManifestSignals | undefined>();
  private readonly answers = new Map<string, ProjectSignals>();
  private readonly texts = new Map<string, TextSignals>();
  /** Sums of `texts` by project; dropped when a text or a manifest changes. */
  private byProject: Map<string, { openai: boolean; other: boolean }> | undefined;

  private readonly readManifests: Readonly<Record<FrontEndFamily, (folder: string) => ManifestSignals | undefined>> = {
    python: (folder) => this.pythonManifests(folder),
    ecmascript: (folder) => this.packageJson(folder),
  };

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly roots: readonly string[],
  ) {}

  /** Signals of the project the file belongs to. The same object as long as nothing changed. */
  signals(path: string): ProjectSignals {
    const family = familyOf(path) ?? 'python';
    const folder = dirname(path);
    const key = `${family}:${folder}`;
    let answer = this.answers.get(key);
    if (!answer) this.answers.set(key, (answer = this.judge(folder, family)));
    return answer;
  }

  /** Looks at the text of a code file for signals. Only what says something is kept. Whether it says something else than before. */
  noteText(path: string, text: string): boolean {
    const family = familyOf(path);
    return family !== undefined && this.note(path, readTextSignals(path, text, family));
  }

  /** The same, where the signals of a text are known already. */
  note(path: string, signals: TextSignals | undefined): boolean {
    const before = this.texts.get(path);
    if (!signals || saysNothing(signals)) {
      if (!before) return false;
      this.texts.delete(path);
    } else {
      if (before && before.importsOpenAI === signals.importsOpenAI && before.usesOtherProvider === signals.usesOtherProvider) return false;
      this.texts.set(path, signals);
    }
    this.byProject = undefined;
    this.answers.clear();
    return true;
  }

  /** A file changed on disk; only manifests matter here. */
  invalidate(path: string): void {
    const name = basename(path);
    if (name !== 'package.json' && !isPythonManifest(name) && basename(dirname(path)) !== 'requirements') return;
    this.manifests.clear();
    this.byProject = undefined;
    this.answers.clear();
  }

  private judge(folder: string, family: FrontEndFamily): ProjectSignals {
    const chain = this.chain(folder)
      .map((each) => this.manifest(each, family))
      .filter((each) => each !== undefined);
    // The nearest manifest that speaks of a provider decides; a monorepo's root lists what other packages need.
    const nearest = chain.find((each) => each.usesOpenAI || each.usesOtherProvider);
    const sdkMajor = chain.find((each) => each.sdkMajor !== undefined)?.sdkMajor;
    const seen = this.sums().get(this.projectKey(folder, family));
    return {
      usesOpenAI: chain.some((each) => each.usesOpenAI) || (seen?.openai ?? false),
      usesOtherProvider: (nearest?.usesOtherProvider ?? false) || (seen?.other ?? false),
      ...(sdkMajor === undefined ? {} : { sdkMajor }),
      hasUndici: chain.some((each) => each.hasUndici),
      otherRuntime: chain[0]?.otherRuntime ?? false,
      ...(chain[0]?.esModules ? { esModules: true } : {}),
    };
  }

  private sums(): Map<string, { openai: boolean; other: boolean }> {
    if (this.byProject) return this.byProject;
    const sums = new Map<string, { openai: boolean; other: boolean }>();
    for (const [path, { importsOpenAI, usesOtherProvider }] of this.texts) {
      const key = this.projectKey(dirname(path), familyOf(path) ?? 'python');
      const sum = sums.get(key) ?? { openai: false, other: false };
      sums.set(key, { openai: sum.openai || importsOpenAI, other: sum.other || usesOtherProvider });
    }
    return (this.byProject = sums);
  }

  /** A project is the nearest folder with a manifest of the language, else the workspace folder. */
  private projectKey(folder: string, family: FrontEndFamily): string {
    const chain = this.chain(folder);
    return `${family}:${chain.find((each) => this.manifest(each, family) !== undefined) ?? chain.at(-1)}`;
  }

  /** Folders from the file's up to the workspace folder it lies in. Outside of all, its own folder alone. */
  private chain(folder: string): string[] {
    const root = this.roots.find((each) => isWithin(each, folder));
    return root === undefined ? [folder] : [...upwards(folder, root)];
  }

  private manifest(folder: string, family: FrontEndFamily): ManifestSignals | undefined {
    const key = `${family}:${folder}`;
    if (this.manifests.has(key)) return this.manifests.get(key);
    const signals = this.readManifests[family](folder);
    this.manifests.set(key, signals);
    return signals;
  }

  private packageJson(folder: string): ManifestSignals | undefined {
    const path = join(folder, 'package.json');
    const text = this.fileSystem.exists(path) ? this.fileSystem.readText(path) : undefined;
    return text === undefined ? undefined : readPackageJson(text);
  }

  /** requirements.txt, pyproject.toml and so on together: projects have several. */
  private pythonManifests(folder: string): ManifestSignals | undefined {
    const found = this.fileSystem.list(folder).flatMap(({ name, kind }) => {
      if (isPythonManifest(name)) return [this.pythonManifest(join(folder, name), name)];
      if (kind !== 'folder' || name !== 'requirements') return [];
      const inner = join(folder, name);
      return this.fileSystem.list(inner).map((entry) => this.pythonManifest(join(inner, entry.name), 'requirements.txt'));
    });
    return found
      .filter((each) => each !== undefined)
      .reduce<ManifestSignals | undefined>((sum, each) => (sum ? merge(sum, each) : each), undefined);
  }

  private pythonManifest(path: string, name: string): ManifestSignals | undefined {
    const text = this.fileSystem.readText(path);
    return text === undefined ? undefined : readPythonManifest(name, text);
  }
}

function merge(a: ManifestSignals, b: ManifestSignals): ManifestSignals {
  const sdkMajor = a.sdkMajor ?? b.sdkMajor;
  return {
    usesOpenAI: a.usesOpenAI || b.usesOpenAI,
    usesOtherProvider: a.usesOtherProvider || b.usesOtherProvider,
    ...(sdkMajor === undefined ? {} : { sdkMajor }),
    hasUndici: a.hasUndici || b.hasUndici,
    otherRuntime: a.otherRuntime || b.otherRuntime,
  };
}
