import { familyOf as familyOfLanguage } from '../core/syntax/family';
import { analyzeFile, type AnalyzeOptions, type FileAnalysis } from '../core/analyze';
import type { FileFlow } from '../core/syntax/flow/flow';
import type { ModuleHost, ProjectSignals, Reading, Runner, SourceUnit } from '../core/link/moduleHost';
import type { Language } from '../core/syntax/facts';
import type { Span } from '../core/text/span';
import type { FrontEnd, FrontEndSession } from '../core/syntax/frontEnd';
import { parseNotebook, type NotebookText } from '../core/syntax/notebook';
import { catalogOf, type OuterLevels } from '../core/config/fileConfig';
import { Configs, isConfigPath } from './configs';
import { familyOf, isNotebookPath } from './fileKinds';
import type { FileSystem } from './fileSystem';
import type { FrontEndFamily, FrontEnds } from './frontEnds';
import { withinBudget } from '../core/text/budget';
import { FlowCache } from './flowCache';
import type { Limits } from './limits';
import { ImportIndex, importLines, type ImportLines } from './imports/importIndex';
import { isWithin, relativeTo } from './paths';
import { Resolver } from './resolver';
import { Runners } from './runners';
import { Projects } from './signals/projects';
import type { TextSignals } from './signals/textSignals';

export interface WorkspaceOptions {
  readonly fileSystem: FileSystem;
  readonly frontEnds: FrontEnds;
  /** Folders in which imports and manifests are looked up. */
  readonly roots: readonly string[];
  /** How many files from disk are kept with their facts; all by default. A scan needs each for a short while only. */
  readonly keep?: number;
  /** Without them the work on a file has no end but its own. */
  readonly limits?: Limits;
}

/** A file as last read, from disk or from the editor. */
interface Content {
  readonly text: string;
  readonly notebook?: NotebookText;
}

interface Entry extends Content {
  unit?: SourceUnit;
}

interface Overlay extends Entry {
  /** Kept over edits, so that only what changed is parsed again. */
  session?: FrontEndSession;
  /** It was edited since it was opened: most documents never are, and a session of theirs would only take memory. */
  isEdited?: true;
}

/**
 * Files, facts and overlays of one or more root folders. Reads what is asked for, once; facts are made anew only when
 * the text changed. The only door between core and the disk.
 */
export class Workspace implements ModuleHost {
  private readonly files = new Map<string, Entry | undefined>();
  private readonly overlays = new Map<string, Overlay>();
  /** Units of files that were dropped: a file that comes back with the same text keeps its facts. */
  private readonly former = new Map<string, SourceUnit>();
  private readonly flows = new FlowCache();
  private readonly brokenSpans = new WeakMap<SourceUnit, readonly Span[]>();
  private readonly projects: Projects;
  /** Which `tierlint.json` applies to which file. */
  readonly configs: Configs;
  private readonly resolver: Resolver;
  private readonly startedFrom: Runners;
  private importIndex: ImportIndex | undefined;
  /** The same while files are still being looked through. */
  private comingImports: ImportIndex | undefined;

  constructor(private readonly options: WorkspaceOptions) {
    this.projects = new Projects(options.fileSystem, options.roots);
    this.configs = new Configs(options.fileSystem);
    this.resolver = new Resolver(options.fileSystem, options.roots, this.overlays);
    this.startedFrom = new Runners(options.fileSystem, options.roots);
  }

  source(path: string): SourceUnit | undefined {
    const entry = this.overlays.get(path) ?? this.file(path);
    return entry && (entry.unit ??= this.parse(path, entry));
  }

  /** The text of a file, read but not parsed; a notebook's is that of its joined cells. */
  text(path: string): string | undefined {
    return (this.overlays.get(path) ?? this.file(path))?.text;
  }

  flow(path: string): FileFlow | undefined {
    const unit = this.source(path);
    const frontEnd = unit && this.options.frontEnds.get(familyOfLanguage(unit.facts.language));
    if (!frontEnd) return undefined;
    return this.flows.of(unit, () => {
      const overlay = this.overlays.get(path);
      return overlay?.isEdited && overlay.session ? overlay.session.flow() : frontEnd.flow(path, unit.text);
    });
  }

  readAgain(path: string, text: string): Reading | undefined {
    const family = this.familyOf(path);
    const frontEnd = family && this.options.frontEnds.get(family);
    return frontEnd && { facts: frontEnd.analyze(path, text), flow: frontEnd.flow(path, text) };
  }

  /** Spans of what is wrong with a file's syntax as it is; with a text, how much would be wrong if it held that. */
  problems(path: string): readonly Span[];
  problems(path: string, text: string): number;
  problems(path: string, text?: string): readonly Span[] | number {
    const family = this.familyOf(path);
    const frontEnd = family && this.options.frontEnds.get(family);
    if (!frontEnd) return text === undefined ? [] : 0;
    const unit = this.source(path);
    if (text !== undefined) return this.reading(() => frontEnd.problems(path, text)).length;
    return unit?.facts.hasErrors ? this.broken(unit, frontEnd) : [];
  }

  private broken(unit: SourceUnit, frontEnd: FrontEnd): readonly Span[] {
    let spans = this.brokenSpans.get(unit);
    if (!spans) this.brokenSpans.set(unit, (spans = this.reading(() => frontEnd.problems(unit.path, unit.text))));
    return spans;
  }

  resolve(fromPath: string, module: string, language: Language): string | undefined {
    return this.resolver.resolve(fromPath, module, language);
  }

  project(path: string): ProjectSignals {
    return this.projects.signals(path);
  }

  shown(path: string): string {
    const root = this.options.roots.find((each) => isWithin(each, path));
    return root === undefined ? path : `/${relativeTo(root, path)}`;
  }

  importers(path: string): readonly string[] | undefined {
    return this.importIndex?.importers(path);
  }

  runners(path: string): readonly Runner[] {
    return this.startedFrom.of(path);
  }

  /** Takes over what all files of the workspace import. */
  learnImports(files: Iterable<readonly [path: string, lines: ImportLines]>): void {
    this.startImports();
    for (const [path, lines] of files) this.comingImports!.note(path, lines);
    this.finishImports();
  }

  /** From now on the imports of noted texts are kept, until all files were noted. */
  startImports(): void {
    this.comingImports = new ImportIndex((from, module, language) => this.resolve(from, module, language));
  }

  /** All files were noted: it is known who imports whom. Open documents count as they stand in the editor. */
  finishImports(): void {
    for (const [path, { text }] of this.overlays) {
      this.comingImports?.note(path, this.linesOf(path, text));
      this.projects.noteText(path, text);
    }
    this.importIndex = this.comingImports;
    this.comingImports = undefined;
  }

  /** The notebook behind a path, with its cell map; undefined when it is no notebook or another kernel's. */
  notebook(path: string): NotebookText | undefined {
    return (this.overlays.get(path) ?? this.file(path))?.notebook;
  }

  /**
   * A document was opened or changed in the editor. Whether it imports other files than before, or says something else of who
   * its project's calls go to, so far as that matters to anyone.
   */
  setOverlay(path: string, content: string | NotebookText): boolean {
    const before = this.overlays.get(path);
    const overlay: Overlay = typeof content === 'string' ? { text: content } : { text: content.text, notebook: content };
    if (before?.text === overlay.text) {
      if (before.unit) overlay.unit = before.unit;
    } else if (!before && !this.options.fileSystem.exists(path)) {
      this.resolver.clear(); // a document that was never saved
    }
    if (before?.session) overlay.session = before.session;
    if (before && (before.isEdited || before.text !== overlay.text)) overlay.isEdited = true;
    this.overlays.set(path, overlay);
    if (before?.text === overlay.text) return false;
    const hasOtherSigns = this.projects.noteText(path, overlay.text);
    return this.noteImports(path, overlay.text) || hasOtherSigns;
  }

  /** A document was closed; the disk counts again. Whether it imports other files. */
  closeOverlay(path: string): boolean {
    this.overlays.get(path)?.session?.dispose();
    this.overlays.delete(path);
    return this.invalidate(path);
  }

  /** The file changed, appeared or vanished on disk. Whether it imports other files than before. */
  invalidate(path: string): boolean {
    const entry = this.files.get(path);
    if (entry?.unit) this.former.set(path, entry.unit);
    this.files.delete(path);
    this.resolver.clear();
    this.projects.invalidate(path);
    if (isConfigPath(path)) this.configs.invalidate();
    this.startedFrom.invalidate(path);
    this.importIndex?.forget();
    if (familyOf(path) === undefined) return false;
    // Before the workspace was looked through, nothing is known of files that are not open.
    const isKnown = (this.importIndex ?? this.comingImports) !== undefined || this.overlays.has(path);
    const text = isKnown ? this.text(path) : undefined;
    const hasOtherSigns = text === undefined ? this.projects.note(path, undefined) : this.projects.noteText(path, text);
    return (isKnown && this.noteImports(path, text)) || hasOtherSigns;
  }

  /** Gives the workspace a text that was read already: a scan reads every file anyway. */
  provide(path: string, text: string): void {
    this.files.set(path, this.contentOf(path, text));
  }

  /** Looks at a text for signs of who its project's calls go to, and for what it imports. */
  noteText(path: string, text: string): void {
    this.projects.noteText(path, text);
    this.comingImports?.note(path, this.linesOf(path, text));
  }

  /** The same, for signals that were read elsewhere. */
  note(path: string, signals: TextSignals | undefined): void {
    this.projects.note(path, signals);
  }

  /** Loads the parser the file needs, when it is not there yet. `analyze` needs it to have been awaited for that language. */
  async prepare(path: string): Promise<void> {
    const family = this.familyOf(path);
    if (family && !this.options.frontEnds.get(family)) await this.options.frontEnds.load(family);
  }

  /** What an analysis of the file needs to know besides its text: the date, and what its `tierlint.json` says. */
  optionsFor(path: string, today: string, levels?: OuterLevels): AnalyzeOptions {
    const config = this.configs.for(path);
    return { catalog: catalogOf(config), today, ...(config && { config }), ...(levels && { levels }) };
  }

  analyze(path: string, options: AnalyzeOptions): FileAnalysis {
    return this.withinLimit(() => analyzeFile(path, this, options));
  }

  /** Does the work on one file within its limit. @throws OverBudget */
  withinLimit<T>(work: () => T): T {
    return withinBudget(this.options.limits?.analysis, work);
  }

  dispose(): void {
    for (const { session } of this.overlays.values()) session?.dispose();
    this.overlays.clear();
    this.files.clear();
    this.former.clear();
    this.flows.clear();
  }

  private noteImports(path: string, text: string | undefined): boolean {
    if (!this.importIndex && !this.comingImports) return false;
    const lines = text === undefined ? undefined : this.linesOf(path, text);
    this.comingImports?.note(path, lines);
    return this.importIndex?.note(path, lines) ?? false;
  }

  /** What calls from a notebook says nothing of the code it calls. */
  private linesOf(path: string, text: string): ImportLines | undefined {
    return familyOf(path) === undefined || isNotebookPath(path) ? undefined : importLines(path, text);
  }

  private file(path: string): Entry | undefined {
    if (this.files.has(path)) return this.files.get(path);
    const text = familyOf(path) === undefined ? undefined : this.options.fileSystem.readText(path);
    const entry = text === undefined ? undefined : this.contentOf(path, text);
    this.files.set(path, entry);
    if (this.files.size > (this.options.keep ?? Infinity)) this.dropOldest();
    return entry;
  }

  /** A notebook's language is its kernel's. */
  private familyOf(path: string): FrontEndFamily | undefined {
    const language = isNotebookPath(path) ? this.notebook(path)?.language : undefined;
    return language === undefined ? familyOf(path) : familyOfLanguage(language);
  }

  /** Half at a time, so that a file in use is not dropped just before it is asked for again. */
  private dropOldest(): void {
    let left = this.files.size / 2;
    for (const path of this.files.keys()) {
      if (--left < 0) break;
      this.files.delete(path);
    }
  }

  private contentOf(path: string, text: string): Content | undefined {
    if (!isNotebookPath(path)) return { text };
    const { notebook } = parseNotebook(text);
    return notebook && { text: notebook.text, notebook };
  }

  private parse(path: string, entry: Overlay): SourceUnit | undefined {
    const family = this.familyOf(path);
    const frontEnd = family && this.options.frontEnds.get(family);
    if (!frontEnd) return undefined;
    const isNotebook = entry.notebook !== undefined;
    if (entry.isEdited) {
      entry.session ??= frontEnd.open(path);
      const { session } = entry;
      return { path, text: entry.text, facts: this.reading(() => session.update(entry.text)), isNotebook };
    }
    const former = this.former.get(path);
    this.former.delete(path);
    if (former?.text === entry.text && former.isNotebook === isNotebook) return former;
    return { path, text: entry.text, facts: this.reading(() => frontEnd.analyze(path, entry.text)), isNotebook };
  }

  private reading<T>(work: () => T): T {
    return withinBudget(this.options.limits?.parse, work);
  }
}
