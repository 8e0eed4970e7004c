import type { Span } from '../text/span';
import type { FileFlow } from '../syntax/flow/flow';
import type { FileFacts, Language } from '../syntax/facts';

/** What the link step asks of its surroundings. Paths are absolute with forward slashes; answers must not change during one analysis. */
export interface ModuleHost {
  /** The facts and the text they were made from (a notebook: the joined text of its cells); undefined: no such file, or not readable. */
  source(path: string): SourceUnit | undefined;
  /** Facts and flow of a text that the file does not hold yet; undefined where `source` is. For fixes that read again what they wrote. */
  readAgain(path: string, text: string): Reading | undefined;
  /** What the functions of the file do, in order; undefined where `source` is. Costs a parse: ask only for a file with a call in a loop. */
  flow(path: string): FileFlow | undefined;
  /** The file a module specifier means, seen from a file; undefined for packages outside the workspace. */
  resolve(fromPath: string, module: string, language: Language): string | undefined;
  /** What is known of the project a file belongs to. */
  project(path: string): ProjectSignals;
  /** The text of a file, read but not parsed. */
  text(path: string): string | undefined;
  /** The path as people see it: from the folder that was opened or scanned on, with a slash before it. */
  shown(path: string): string;
  /**
   * Files that import a file, as far as their import statements tell without analysis; sorted. Undefined while nobody has
   * looked through the workspace.
   */
  importers(path: string): readonly string[] | undefined;
  /** What is wrong with the syntax of a file as it is; absent where nobody can say. */
  problems?(path: string): readonly Span[];
  /** What starts a file from outside: a workflow of CI, a script of package.json. */
  runners(path: string): readonly Runner[];
}

/** What the front end makes of a text. */
export interface Reading {
  readonly facts: FileFacts;
  readonly flow: FileFlow;
}

/** A line of some other file that starts a program. */
export interface Runner {
  readonly kind:
    | 'workflow'
    | 'scheduled-workflow'
    | 'event-workflow'
    | 'action'
    | 'package-script'
    | 'package-command'
    | 'crontab'
    | 'cron-route';
  /** As shown: `.github/workflows/nightly.yml runs this file on a schedule`. */
  readonly text: string;
  /** What it starts goes on running: what it calls may be a server's work or a job's. */
  readonly isService?: true;
}

export interface SourceUnit {
  readonly path: string;
  readonly text: string;
  readonly facts: FileFacts;
  /** `.ipynb`. */
  readonly isNotebook: boolean;
}

/** Signs, gathered per project (nearest manifest: package.json, pyproject.toml, requirements.txt), of who its calls may go to. */
export interface ProjectSignals {
  /** Depends on the OpenAI SDK, by manifest or by an import seen in its files. */
  readonly usesOpenAI: boolean;
  /** Depends on, or configures, another provider of the same API: Groq, Azure, a base URL of its own... */
  readonly usesOtherProvider: boolean;
  /** Major version of the SDK by manifest (`"openai": "^4.2.0"`, `openai>=1.0`); undefined when none or unclear. */
  readonly sdkMajor?: number;
  /** Node: the manifest lists the `undici` package. */
  readonly hasUndici: boolean;
  /** Node: the manifest is that of another runtime (workers, phones), whose fetch has limits of its own. */
  readonly otherRuntime?: boolean;
  /** Node itself runs its files as ES modules, which import each other with file endings. */
  readonly esModules?: true;
}
