/** Which rows of the tables a function matches: how frameworks come to call it. */
import type { Evaluator } from '../link/evaluator';
import { lastName, rootName } from '../link/factsIndex';
import type { Context } from '../link/value';
import type { CallExpression, Expression } from '../syntax/expression';
import type { CallFacts, FunctionFacts } from '../syntax/facts';
import type { Span } from '../text/span';
import { FRAMEWORKS, isModuleOf } from './evidence';
import type { FrameworkRow } from './evidence/row';
import { TIMERS } from './evidence/jobs';
import { QUESTION } from './evidence/scripts';
import { ROUTE_METHODS } from './evidence/webFrameworks';
import { FunctionNames, type Mention } from './functionNames';
import { liesInPackage, type CodeFile } from './place';

/** A row that fits, with the place in the code that says so. */
export interface Match {
  readonly row: Pick<FrameworkRow, 'kind' | 'workload' | 'what'>;
  readonly span: Span;
}

const WEB_ROUTE: Match['row'] = { kind: 'web-route', workload: 'interactive', what: 'a web route' };
const TIMER: Match['row'] = { kind: 'timer', workload: 'background', what: 'a timer' };
const COMMAND_QUESTION: Match['row'] = { kind: 'command-question', workload: 'interactive', what: 'a command that answers a question' };

export class Frameworks {
  private readonly modulesByFile = new Map<string, ReadonlySet<string>>();

  constructor(private readonly evaluator: Evaluator) {}

  /** The first row a function matches by what is written on and around it. */
  match(file: CodeFile, fn: number): Match | undefined {
    const facts = file.index.facts.functions[fn]!;
    return (
      this.byDecorators(file, facts) ??
      this.byCall(file, FunctionNames.of(file.index).callGiven(fn)) ??
      this.byClass(file, facts) ??
      this.byParameters(file, facts) ??
      this.byHandlerType(file, fn, facts)
    );
  }

  /** The row by which a call, given a function, runs it. */
  byCall(file: CodeFile, item: CallFacts | undefined): Match | undefined {
    if (!item) return undefined;
    const { call } = item;
    const found = this.find(file, call.callee, item.scope, 'takes');
    if (found) return { row: found, span: call.span };
    const name = calledName(call.callee);
    if (name !== undefined && TIMERS.has(name)) return { row: TIMER, span: call.span };
    return name !== undefined && registersPath(name, call) ? { row: WEB_ROUTE, span: call.span } : undefined;
  }

  /** The row of a file that is an app as a whole: one that imports Streamlit. */
  wholeFile(file: CodeFile): Match['row'] | undefined {
    const modules = this.modules(file);
    return FRAMEWORKS.find((row) => row.wholeFile && [...modules].some((module) => isModuleOf(row, module)));
  }

  /** What a mention of a function hands it to. */
  byMention(file: CodeFile, { item }: Mention): Match | undefined {
    return this.byCall(file, item);
  }

  /** A configuration of the project has a schedule call the file's route. */
  isCalledBySchedule(file: CodeFile): boolean {
    return this.evaluator.host.runners(file.path).some(({ kind }) => kind === 'cron-route');
  }

  /** Modules that the file imports, as written. */
  modules(file: CodeFile): ReadonlySet<string> {
    let modules = this.modulesByFile.get(file.path);
    if (!modules) {
      const found = new Set<string>();
      for (const { value } of file.index.facts.bindings) {
        if (value?.kind === 'import' && value.typeOnly !== true)
          found.add(value.module).add(value.imported === '*' ? value.module : `${value.module}.${value.imported}`);
        else if (value?.kind === 'member' && value.object.kind === 'import') found.add(value.object.module);
      }
      for (const { module } of file.index.facts.starImports) found.add(module);
      this.modulesByFile.set(file.path, (modules = found));
    }
    return modules;
  }

  private byDecorators(file: CodeFile, facts: FunctionFacts): Match | undefined {
    for (const decorator of facts.decorators) {
      const target = decorator.kind === 'call' ? decorator.callee : decorator;
      const row = this.find(file, target, file.index.facts.scopes[facts.scope]!.parent, 'decorators');
      // The command line of an installed package may be a tool that people work with, or a program that runs by night.
      if (row?.kind === 'script-command' && !asksQuestion(facts) && liesInPackage(file, this.evaluator.host)) return undefined;
      if (row) return { row: row.kind === 'script-command' && asksQuestion(facts) ? COMMAND_QUESTION : row, span: facts.span };
      const name = calledName(target);
      if (name !== undefined && decorator.kind === 'call' && registersPath(name, decorator)) return { row: WEB_ROUTE, span: facts.span };
    }
    return undefined;
  }

  private byClass(file: CodeFile, facts: FunctionFacts): Match | undefined {
    if (facts.class === undefined) return undefined;
    const row = this.classRow(file, facts.class, 0);
    return row && { row, span: facts.span };
  }

  private classRow(file: CodeFile, cls: number, depth: number): FrameworkRow | undefined {
    const facts = file.index.facts.classes[cls]!;
    const scope = file.index.facts.scopes[facts.scope]!.parent;
    for (const decorator of facts.decorators) {
      const row = this.find(file, decorator.kind === 'call' ? decorator.callee : decorator, scope, 'classDecorators');
      if (row) return row;
    }
    for (const base of facts.bases) {
      const row =
        this.find(file, base.kind === 'call' ? base.callee : base, scope, 'bases') ??
        (depth < 4 ? this.inheritedRow(file, base, scope, depth) : undefined);
      if (row) return row;
    }
    return undefined;
  }

  private inheritedRow(file: CodeFile, base: Expression, scope: number, depth: number): FrameworkRow | undefined {
    for (const value of this.evaluator.evaluate(base.kind === 'index' ? base.object : base, contextOf(file, scope))) {
      if (value.kind !== 'class') continue;
      const unit = this.evaluator.host.source(value.context.file);
      const row = unit && this.classRow({ path: value.context.file, shown: '', unit, index: value.context.index }, value.class, depth + 1);
      if (row) return row;
    }
    return undefined;
  }

  private byParameters(file: CodeFile, facts: FunctionFacts): Match | undefined {
    for (const { annotation, name } of facts.parameters) {
      const row =
        (annotation && this.find(file, annotation, facts.scope, 'parameterTypes')) ??
        (name !== undefined && isHandler(facts) ? this.imported(file, name, 'parameterNames') : undefined);
      if (row) return { row, span: facts.span };
    }
    return undefined;
  }

  private byHandlerType(file: CodeFile, fn: number, { span, scope }: FunctionFacts): Match | undefined {
    if (file.index.facts.language !== 'typescript') return undefined;
    for (const { annotation, value } of FunctionNames.of(file.index).bindingsOf(fn)) {
      const row = annotation && value && this.find(file, annotation, file.index.facts.scopes[scope]!.parent, 'handlerTypes');
      if (row) return { row, span };
    }
    return undefined;
  }

  /** The first row that lists the expression's last name and whose module it comes from. */
  private find(file: CodeFile, expression: Expression, scope: number, kind: NameKind): FrameworkRow | undefined {
    const name = calledName(expression);
    if (name === undefined || !NAMES[kind].has(name)) return undefined;
    let isOpen = true;
    for (const value of this.evaluator.evaluate(unwrapped(expression), contextOf(file, scope))) {
      if (value.kind === 'external' || value.kind === 'product') {
        const row = FRAMEWORKS.find(
          (each) =>
            lists(each, kind, value.path.at(-1) ?? name) &&
            (isModuleOf(each, value.module) || isModuleOf(each, `${value.module}.${value.path.join('.')}`)),
        );
        if (row) return row;
        if (!value.module.startsWith('.')) isOpen = false;
      } else if (value.kind === 'class' || value.kind === 'function' || value.kind === 'client' || value.kind === 'resource') {
        isOpen = false;
      }
    }
    return isOpen ? this.imported(file, name, kind, rootName(expression)) : undefined;
  }

  /** The object is out of sight: the name counts where the file imports the framework, or where there is no other such name. */
  private imported(file: CodeFile, name: string, kind: NameKind, root?: string): FrameworkRow | undefined {
    const modules = this.modules(file);
    return FRAMEWORKS.find(
      (row) =>
        lists(row, kind, name) &&
        (row.isUnmistakable ||
          (root !== undefined && row.modules.includes(root)) ||
          [...modules].some((module) => isModuleOf(row, module))),
    );
  }
}

type NameKind = 'decorators' | 'takes' | 'bases' | 'classDecorators' | 'parameterTypes' | 'parameterNames' | 'handlerTypes';

/** All names of each kind, so that most expressions are told apart before anything is evaluated. */
const NAMES: Readonly<Record<NameKind, ReadonlySet<string>>> = {
  decorators: namesOf('decorators'),
  takes: namesOf('takes'),
  bases: namesOf('bases'),
  classDecorators: namesOf('classDecorators'),
  parameterTypes: namesOf('parameterTypes'),
  parameterNames: namesOf('parameterNames'),
  handlerTypes: namesOf('handlerTypes'),
};

function namesOf(kind: NameKind): ReadonlySet<string> {
  return new Set(FRAMEWORKS.flatMap((row) => row[kind] ?? []));
}

function lists(row: FrameworkRow, kind: NameKind, name: string): boolean {
  return row[kind]?.includes(name) ?? false;
}

/** The last name of what is called; of `app.event("x")(handler)` that of the inner call. */
export function calledName(callee: Expression): string | undefined {
  return lastName(unwrapped(callee));
}

function unwrapped(expression: Expression): Expression {
  let current = expression;
  while (current.kind === 'call' || current.kind === 'index') current = current.kind === 'call' ? current.callee : current.object;
  return current;
}

/** `router.post('/chat', ...)`: a verb and a path. */
function registersPath(name: string, call: CallExpression): boolean {
  const [first] = call.args;
  return (
    ROUTE_METHODS.has(name) &&
    call.callee.kind === 'member' &&
    first?.value.kind === 'string' &&
    (first.value.value ?? first.value.parts?.[0] ?? '').startsWith('/')
  );
}

/** A command of a terminal whose argument is what a person wants to know. */
function asksQuestion({ parameters }: FunctionFacts): boolean {
  return parameters.some(({ name }) => name !== undefined && QUESTION.test(name));
}

/** `execute(interaction)`, `on_message(message)`: the names of handlers are few. */
function isHandler({ name }: FunctionFacts): boolean {
  return name === undefined || /^(?:execute|run|on_?\w+|handle\w*|callback)$/i.test(name);
}

function contextOf(file: CodeFile, scope: number): Context {
  return { file: file.path, index: file.index, scope };
}
