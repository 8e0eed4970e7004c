/** Loops that send one request again until it succeeds: they make one answer, not many. */
import { contains, type Span } from '../text/span';
import type { FlowLoop } from '../syntax/flow/flow';
import type { Passes } from './passes';
import type { Around } from './locate';
import type { Source } from './resolve';
import { accessesIn } from '../syntax/flow/walk';

/** Whether the loop is such a one: the request is the same in each pass, a failure is caught, and success ends the loop. */
export function isRetry(
  loop: FlowLoop,
  { hits, exits, condition }: Passes,
  request: Span,
  { unit }: Source,
  around: readonly Around[],
): boolean {
  if (loop.form === 'comprehension' || loop.form === 'generator' || loop.form === 'call') return false;
  if (hits.some(({ access, taint }) => access !== undefined && taint.strength === 'certain')) return false;
  const index = around.findIndex((each) => each.kind === 'loop' && each.loop === loop);
  const inside = around.slice(index + 1);
  const isCaught = inside.some(
    (each) =>
      each.kind === 'step' &&
      each.step.statement.kind === 'try' &&
      each.step.statement.handlers.length > 0 &&
      contains(each.step.statement.body.span, request),
  );
  if (!isCaught) return false;
  // A loop over other things to ask of, or to ask about, is none.
  const counted = new Set(loop.clauses.flatMap(({ targets }) => targets.names));
  if (
    loop.clauses.some(
      ({ iterable }) =>
        !/^\(?\s*(range|count|itertools\.count|\[|Array|trange)/.test(unit.text.slice(iterable.span.start, iterable.span.end)),
    )
  )
    return false;
  const isRead = accessesIn(loop.body).some(({ name, span }) => counted.has(name) && contains(request, span));
  if (isRead) return false;
  const succeeds = exits.some(
    ({ afterRequest, inHandler, control }) => afterRequest && !inHandler && (control === undefined || control.how === 'failure'),
  );
  return succeeds || (condition !== undefined && exits.every(({ control }) => control === undefined || control.how === 'failure'));
}
