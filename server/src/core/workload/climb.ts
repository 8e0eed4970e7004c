/** The walk from a call up to whoever starts it: through callers, in the file and in those that import it. Bounded. */
import { traitsOf } from '../syntax/languageTraits';
import type { Evaluator } from '../link/evaluator';
import type { Span } from '../text/span';
import { contains } from '../text/span';
import { answeredBefore, startedApart } from './apart';
import { callNames, importedNames, tablesIn, usesIn, type FunctionAt, type Use } from './callers';
import { answersPerson, takesMessages } from './chats';
import type { CodeFiles } from './codeFiles';
import { entryOf, wholeFileEntry } from './entries';
import { isAside, jobPlaces, worksOnData } from './filePlaces';
import { FunctionNames } from './functionNames';
import { calledName, type Frameworks, type Match } from './frameworks';
import { isRepeated, mapsOver } from './loops';
import { answersRequest } from './requests';
import { describePlace, fileName, liesInPackage, type CodeFile } from './place';
import { parsesArguments } from './programs';
import { promptIn } from './prompts';
import type { Evidence } from './workload';

/** What was passed on the way up from the call. */
interface Way {
  readonly hops: number;
  /** The work goes on by itself from here, as told by whoever starts it: "a thread started at app.py:12". */
  readonly apart?: string;
  /** A loop over many items was passed. */
  readonly isRepeated: boolean;
  /** Code that sends messages to a person was passed. */
  readonly isConversation: boolean;
}

/** A provider behind a factory behind a service behind a route takes eight; past these nothing is told any more. */
const MOST_HOPS = 12;
/** Functions looked at for one call. */
const MOST_FUNCTIONS = 60;
/** Files that import one function's, read for its name. */
const MOST_IMPORTERS = 60;
/** Barrel files and holders of instances between a function and its callers. */
const MOST_LEVELS = 3;

export class Climb {
  readonly evidence: Evidence[] = [];
  private readonly visited = new Set<string>();

  constructor(
    private readonly evaluator: Evaluator,
    private readonly files: CodeFiles,
    private readonly frameworks: Frameworks,
    private readonly start: CodeFile,
    /** Callers in other files are looked for too. */
    private readonly crossesFiles: boolean,
    /** What walks from the same file found so far: most of its calls lead up the same ways. */
    private readonly known: Map<string, readonly Use[]>,
  ) {}

  /** Walks up from the call at a span of the first file. */
  from(span: Span): void {
    const apart = startedApart(this.start, span, undefined);
    const way: Way = { hops: 0, ...(apart !== undefined && { apart }), isRepeated: false, isConversation: false };
    this.code(this.start, this.start.index.scopeAt(span.start), span.start, way);
  }

  private get isSettled(): boolean {
    return this.evidence.some(({ workload }) => workload === 'interactive');
  }

  private code(file: CodeFile, scope: number, offset: number, before: Way): void {
    if (this.isSettled || before.hops > MOST_HOPS || this.visited.size > MOST_FUNCTIONS) return;
    const fn = file.index.functionOf(scope);
    const way = this.pass(file, fn, offset, before);
    const key = `${file.path}#${fn ?? (this.guardAt(file, offset) ? 'main' : 'module')}${way.apart === undefined ? '' : '+'}${way.isRepeated ? '*' : ''}`;
    // Whether a person was asked before depends on the place, not on the function alone.
    if (this.visited.has(key)) return void this.answersPrompt(file, fn, offset);
    this.visited.add(key);
    const app = wholeFileEntry(file, this.frameworks);
    if (app && !file.unit.isNotebook) return this.add({ row: app, span: { start: offset, end: offset } }, file, way);
    if (file !== this.start)
      for (const { kind, workload, text } of jobPlaces(file))
        this.note(kind, workload, `called from ${fileName(file)} (${text})`, file, { start: offset, end: offset });
    if (this.answersPrompt(file, fn, offset)) return;
    if (fn === undefined) this.fileCode(file, offset, way);
    else this.function({ file, fn }, way);
  }

  private answersPrompt(file: CodeFile, fn: number | undefined, offset: number): boolean {
    const span = promptIn(file, fn, offset, this.evaluator)?.call.span;
    if (span) this.note('terminal-prompt', 'interactive', `answers what is typed at ${describePlace(file, span)}`, file, span);
    return span !== undefined;
  }

  /** What the code round an offset adds to the way: loops, an answer that was already sent, messages to a person. */
  private pass(file: CodeFile, fn: number | undefined, offset: number, way: Way): Way {
    const span = fn === undefined ? undefined : file.index.facts.functions[fn]!.span;
    const apart = way.apart ?? answeredBefore(file, offset);
    return {
      hops: way.hops,
      ...(apart !== undefined && { apart }),
      isRepeated: way.isRepeated || isRepeated(file, offset),
      isConversation: way.isConversation || (span !== undefined && answersPerson(file.unit.text.slice(span.start, span.end), file.shown)),
    };
  }

  private function(target: FunctionAt, way: Way): void {
    const { file, fn } = target;
    const entry = entryOf(file, fn, this.frameworks);
    if (entry) this.add(entry, file, way);
    if (this.isSettled) return;
    const uses = this.uses(target);
    for (const use of uses) this.follow(use, way);
    if (uses.length === 0)
      for (const { expression, scope: at } of tablesIn(file, target, callNames(target), this.evaluator))
        this.code(file, at, expression.span.start, { ...way, hops: way.hops + 1 });
    const { scope, span } = file.index.facts.functions[fn]!;
    const { parent } = file.index.facts.scopes[scope]!;
    // A function inside another runs when that one does, unless a framework was given it.
    const isInner = uses.length === 0 && file.index.functionOf(parent) !== undefined;
    if (!entry && (isInner || this.isAnonymous(target))) this.code(file, parent, span.start, this.handed(file, span, way));
    this.overridden(target, way);
  }

  private follow({ file, item, isMention }: Use, way: Way): void {
    const up: Way = { ...way, hops: way.hops + 1 };
    if (isMention) {
      const match = this.frameworks.byCall(file, item);
      if (match) return this.add(match, file, up, item.call.span.start);
      const dependent = this.dependent(file, item.call.span, calledName(item.call.callee));
      if (dependent !== undefined) return this.code(file, file.index.facts.functions[dependent]!.scope, item.call.span.start, up);
      const inside = { start: item.call.argumentsSpan.start + 1, end: item.call.argumentsSpan.start + 1 };
      const apart = up.apart ?? startedApart(file, inside, item);
      const isRepeatedHere = up.isRepeated || mapsOver(item);
      return this.code(file, item.scope, item.call.span.start, {
        ...up,
        ...(apart !== undefined && { apart }),
        isRepeated: isRepeatedHere,
      });
    }
    this.code(file, item.scope, item.call.span.start, this.handed(file, item.call.span, up));
  }

  /** A call or a function written among the arguments of what starts it apart: `create_task(work(x))`, `after(() => ...)`. */
  private handed(file: CodeFile, span: Span, way: Way): Way {
    if (way.apart !== undefined) return way;
    const apart = startedApart(file, span, undefined);
    return apart === undefined ? way : { ...way, apart };
  }

  /** `def route(answer = Depends(get_answer))`: the function whose parameter asks for it. */
  private dependent(file: CodeFile, span: Span, name: string | undefined): number | undefined {
    if (name !== 'Depends' && name !== 'Security') return undefined;
    const found = file.index.facts.functions.findIndex((fn) =>
      fn.parameters.some((each) => [each.default, each.annotation].some((part) => part && contains(part.span, span))),
    );
    return found < 0 ? undefined : found;
  }

  private isAnonymous({ file, fn }: FunctionAt): boolean {
    return callNames({ file, fn }).length === 0;
  }

  /** A method that overrides one of a base is called where that one is. */
  private overridden({ file, fn }: FunctionAt, way: Way): void {
    const { class: cls, name } = file.index.facts.functions[fn]!;
    if (cls === undefined || name === undefined || way.hops >= MOST_HOPS) return;
    for (const base of file.index.facts.classes[cls]!.bases) {
      const written = base.kind === 'index' ? base.object : base;
      for (const value of this.evaluator.evaluate(written, {
        file: file.path,
        index: file.index,
        scope: file.index.facts.scopes[file.index.facts.classes[cls]!.scope]!.parent,
      })) {
        const home = value.kind === 'class' ? this.files.at(value.context.file) : undefined;
        const [method] = value.kind === 'class' && home ? home.index.methods(value.class, name) : [];
        if (home && method !== undefined)
          this.code(home, home.index.facts.functions[method]!.scope, home.index.facts.functions[method]!.span.start, way);
      }
    }
  }

  private uses(target: FunctionAt): readonly Use[] {
    const key = `${target.file.path}#${target.fn}${this.crossesFiles ? '' : ' alone'}`;
    let uses = this.known.get(key);
    if (!uses) this.known.set(key, (uses = this.findUses(target)));
    return uses;
  }

  private findUses(target: FunctionAt): readonly Use[] {
    const names = callNames(target);
    if (names.length === 0) return [];
    const uses = [...usesIn(target.file, target, names, this.evaluator)];
    if (!this.crossesFiles) return uses;
    const aliases = new Set(names);
    for (const importer of this.importers(target, aliases))
      uses.push(...usesIn(importer, target, importedNames(importer, target, [...aliases], this.evaluator), this.evaluator));
    return uses;
  }

  /** Files that import the function's, or import it through another, and speak of it. Names it is handed on by are added. */
  private importers({ file, fn }: FunctionAt, names: Set<string>): readonly CodeFile[] {
    const direct = this.evaluator.host.importers(file.path) ?? [];
    if (direct.length === 0) return [];
    const { class: cls } = file.index.facts.functions[fn]!;
    const className = cls === undefined ? undefined : file.index.facts.classes[cls]!.name;
    const exported = FunctionNames.of(file.index).exportsOf(fn);
    const isDefault = file.index.facts.exports.some(({ name }) => name === 'default' || name === '=');
    const found: CodeFile[] = [];
    const seen = new Set([file.path]);
    let level: readonly string[] = [file.path];
    for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth++) {
      const next: string[] = [];
      for (const path of level) {
        for (const importer of (depth === 0 ? direct : this.evaluator.host.importers(path)) ?? []) {
          if (seen.has(importer) || seen.size > MOST_IMPORTERS || this.isIgnored(importer)) continue;
          seen.add(importer);
          const speaks = (isDefault && depth === 0) || this.files.mentions(importer, [...names]);
          const hands = isBarrel(importer) || (className !== undefined && this.files.mentions(importer, [className]));
          if (hands) next.push(importer);
          const code = speaks ? this.files.at(importer) : undefined;
          if (!code) continue;
          found.push(code);
          if (isBarrel(importer)) for (const name of handedOn(code, [...names, ...exported])) names.add(name);
        }
      }
      level = next;
    }
    return found;
  }

  /** Tests and examples call everything; what they call is judged by them only if it lies beside them. */
  private isIgnored(path: string): boolean {
    return isAside(this.evaluator.host.shown(path)) && !isAside(this.start.shown);
  }

  private fileCode(file: CodeFile, offset: number, { hops, isRepeated: repeats }: Way): void {
    const span = { start: offset, end: offset };
    const verb = hops === 0 ? 'inside' : 'called from';
    if (file.unit.isNotebook) return this.note('notebook', 'offline', `in the notebook ${fileName(file)}`, file, span);
    if (hops > 0 && this.guardAt(file, offset) && this.triesItselfOut(file)) return;
    const runners = this.evaluator.host.runners(file.path);
    for (const { kind, text, isService } of runners) if (!(isService && hops > 0)) this.runner(kind, text, repeats, file, span);
    const isJob = runners.some(({ kind }) => kind !== 'package-script');
    if (isJob) return;
    const started = this.guardAt(file, offset)
      ? `${verb} ${traitsOf(file.index.facts.language).mainProgram} of ${fileName(file)}`
      : `runs when ${fileName(file)} is started`;
    const kind = this.guardAt(file, offset) ? 'main-guard' : 'script';
    // Whoever starts a program for one answer looks at it; for many, or for an example, nobody sits there.
    if (repeats || isAside(file.shown) || worksOnData(file)) this.note(kind, 'offline', started, file, span);
    else this.note(kind, 'unknown', `${started}: a person may wait`, file, span);
  }

  private runner(kind: string, text: string, repeats: boolean, file: CodeFile, span: Span): void {
    if (kind === 'package-script') return repeats ? this.note(kind, 'offline', text, file, span) : undefined;
    if (kind === 'package-command') return this.note(kind, repeats ? 'offline' : 'interactive', text, file, span);
    this.note(kind, kind === 'workflow' ? 'offline' : 'background', text, file, span);
  }

  /**
   * A module that others import, or a class in a package that may be loaded by name, tries itself out in its main program:
   * that says nothing of the calls that others make.
   */
  private triesItselfOut({ path, index, unit: { text } }: CodeFile): boolean {
    const { host } = this.evaluator;
    if (parsesArguments(text)) return false;
    if ((host.importers(path) ?? []).some((each) => !isAside(host.shown(each)))) return true;
    const holdsClass = index.facts.functions.some(({ class: cls }) => cls !== undefined);
    return holdsClass && liesInPackage({ path, index }, host);
  }

  private guardAt(file: CodeFile, offset: number): boolean {
    return file.index.facts.mainGuards.some((guard) => guard.start <= offset && offset < guard.end);
  }

  private add({ row, span }: Match, file: CodeFile, way: Way, at?: number): void {
    const place = `${row.what} at ${describePlace(file, span)}`;
    const verb = way.hops === 0 ? 'inside' : 'called from';
    const apart = way.apart ?? (at === undefined ? undefined : answeredBefore(file, at));
    if (
      row.workload === 'interactive' &&
      apart !== undefined &&
      answersRequest(row.kind) &&
      !way.isConversation &&
      !takesMessages(file.unit.text)
    )
      return this.note('started-apart', 'background', `${apart}, for ${place}`, file, span);
    if (row.workload === 'background' && ANSWERS_AFTERWARDS.has(row.kind) && (way.isConversation || takesMessages(file.unit.text)))
      return this.note('conversation', 'interactive', `answers a message, ${verb} ${place}`, file, span);
    if (row.kind === 'script-command' || row.kind === 'django-command')
      return way.isRepeated
        ? this.note(row.kind, 'offline', `${verb} ${place}`, file, span)
        : this.note(row.kind, 'unknown', `${verb} ${place}: a person may wait`, file, span);
    this.note(row.kind, row.workload, `${verb} ${place}`, file, span);
  }

  private note(kind: string, workload: Evidence['workload'], text: string, file: CodeFile, span: Span): void {
    if (!this.evidence.some((item) => item.kind === kind && item.text === text))
      this.evidence.push({ kind, workload, text, at: { file: file.path, span } });
  }
}

/** Jobs that a request starts, so that its answer goes out by another way. */
const ANSWERS_AFTERWARDS = new Set([
  'fastapi-background-task',
  'celery-task',
  'rq-job',
  'bullmq-worker',
  'lambda-event',
  'task-queue',
  'message-consumer',
]);

function isBarrel(path: string): boolean {
  return /\/(?:index\.[cm]?[jt]sx?|__init__\.py)$/.test(path);
}

/** Other names under which a barrel file hands on what it imports: `export { default as ask } from './ask'`. */
function handedOn(barrel: CodeFile, names: readonly string[]): readonly string[] {
  return barrel.index.facts.exports.flatMap(({ name, value }) => (value.kind === 'import' && names.includes(value.imported) ? [name] : []));
}
