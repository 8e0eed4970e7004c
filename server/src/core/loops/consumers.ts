/** What becomes of the results of a loop that is an expression: a lazy one sends a request only when somebody asks. */
import { traitsOf } from '../syntax/languageTraits';
import type { SourceUnit } from '../link/moduleHost';
import { contains } from '../text/span';
import { consumesAll, stopsEarly } from './callTraits';
import type { FlowCall, FlowLoop } from '../syntax/flow/flow';
import type { Around } from './locate';
import type { Verdict } from './verdicts';
import { expressionsOf } from '../syntax/flow/walk';

/** A verdict where the reader of the results decides how many requests are sent; undefined where all are. */
export function consumerVerdict(loop: FlowLoop, around: readonly Around[], unit: SourceUnit): Verdict | undefined {
  const isExpression = loop.form === 'comprehension' || loop.form === 'generator' || loop.form === 'call';
  if (!isExpression) return undefined;
  const index = around.findIndex((each) => each.kind === 'loop' && each.loop === loop);
  const step = around
    .slice(0, index < 0 ? around.length : index)
    .flatMap((each) => (each.kind === 'step' ? [each.step] : []))
    .at(-1);
  if (!step) return undefined;
  const readers = expressionsOf(step.statement)
    .flatMap(({ calls }) => calls)
    .filter((call) => call.args.some(({ span }) => contains(span, loop.span)))
    .sort((a, b) => b.span.start - a.span.start);
  const stopping = readers.find((call) => stopsEarly(call) && !isList(loop, call));
  if (stopping)
    return { verdict: 'early-exit', reason: `\`${stopping.callee ?? stopping.method}\` stops at the first answer that decides it.` };
  if (!isLazy(loop, unit)) return undefined;
  if (readers.some(consumesAll)) return undefined;
  // Read by a `for` statement, whose body was gone through together with it.
  if (step.statement.kind === 'loop') return undefined;
  // `yield from`, `return (f(x) for x in xs)`, a name: somebody reads it, as far as they like.
  return { verdict: 'unproved', reason: 'The requests are sent only as somebody reads the results, who may stop early.' };
}

/** `any([...])`: the list is made in full first. */
function isList(loop: FlowLoop, reader: FlowCall): boolean {
  const direct = reader.args.some(({ value }) => value.span.start === loop.span.start && value.span.end === loop.span.end);
  return direct && loop.form === 'comprehension';
}

function isLazy(loop: FlowLoop, unit: SourceUnit): boolean {
  if (loop.form === 'generator') return true;
  if (loop.form !== 'call' || !traitsOf(unit.facts.language).mapsLazily) return false;
  return loop.call?.kind === 'map' || loop.call?.kind === 'filter';
}
