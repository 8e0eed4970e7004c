/** Where an object that is built once sends its requests: `llm = ChatOpenAI(...)`, and `llm.invoke(...)` in other places. */
import type { Callable } from '../libraries/library';
import type { CallExpression, Expression } from '../syntax/expression';
import type { Span } from '../text/span';
import type { Evaluator } from './evaluator';
import { lastName } from './factsIndex';
import type { LinkedCall } from './linkedCall';
import type { Context } from './value';

export interface Use {
  readonly file: string;
  readonly call: CallExpression;
  readonly statement: Span;
  /** Its answer arrives piece by piece. */
  readonly streams: boolean;
  /** The method that is called; undefined where the object itself is. */
  readonly method: string | undefined;
}

/** Files that are looked into for uses: an object that more files import is somebody's whole architecture. */
const MOST_IMPORTERS = 40;

/** Calls that send a request through the object that a call makes, in its file and in those that import it; empty for other calls. */
export function usesOf(made: LinkedCall, evaluator: Evaluator): readonly Use[] {
  const { call, file, sendsThrough } = made;
  if (made.isKept) return callsOfKept(made, evaluator);
  if (!sendsThrough) return [];
  const files = [file, ...(evaluator.host.importers(file) ?? []).slice(0, MOST_IMPORTERS)];
  return files.flatMap((path) => {
    const index = evaluator.index(path);
    if (!index) return [];
    return index.facts.calls.flatMap((item): readonly Use[] => {
      const [object, method] = sender(item.call, sendsThrough);
      if (!object) return [];
      const context: Context = { file: path, index, scope: item.scope };
      const isOurs = evaluator
        .evaluate(object, context)
        .some((value) => value.kind === 'built' && value.member === undefined && isSame(value.call, call) && value.context.file === file);
      const streams = method !== undefined && (sendsThrough.streams?.includes(method) ?? false);
      return isOurs ? [{ file: path, call: item.call, statement: item.statement, streams, method }] : [];
    });
  });
}

/** Calls, in the file, of what a partial made: `self.ask(...)`, `ask(...)`. */
function callsOfKept({ call, file }: LinkedCall, evaluator: Evaluator): readonly Use[] {
  const index = evaluator.index(file);
  if (!index) return [];
  const names = new Set([
    ...index.facts.stores.filter(({ value }) => value.kind === 'call' && isSame(value, call)).map(({ target }) => lastName(target)),
    ...index.facts.bindings.filter(({ value }) => value?.kind === 'call' && isSame(value, call)).map(({ name }) => name),
  ]);
  return [...names].flatMap((name) =>
    name === undefined
      ? []
      : index.callsOf(name).flatMap((item): readonly Use[] => {
          const values = evaluator.evaluate(item.call.callee, { file, index, scope: item.scope });
          const isOurs = values.some((value) => value.kind === 'partial' && isSame(value.call, call) && value.context.file === file);
          return isOurs ? [{ file, call: item.call, statement: item.statement, streams: false, method: undefined }] : [];
        }),
  );
}

/** The object that a call sends a request through, if it does: `llm` of `llm.invoke(...)` and of `llm(...)`, `agent` of `Runner.run(agent, ...)`. */
function sender(
  { callee, args }: CallExpression,
  { methods = [], runners = [] }: Callable,
): readonly [Expression | undefined, string | undefined] {
  if (callee.kind !== 'member') return [callee.kind === 'name' || callee.kind === 'call' ? callee : undefined, undefined];
  const { object, property } = callee;
  const runner = object.kind === 'name' ? `${object.name}.${property}` : property;
  if (runners.includes(runner)) return [args[0]?.value, runner];
  return [methods.includes(property) ? object : undefined, property];
}

function isSame(a: CallExpression, b: CallExpression): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end;
}
