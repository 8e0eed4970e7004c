/** Timeouts in seconds, whatever they are counted in; in Python also as httpx.Timeout objects. */
import { placesOf } from '../libraries/library';
import type { Place } from '../libraries/place';
import type { Expression } from '../syntax/expression';
import type { EffectiveTimeout, KnownValue } from './linkedCall';
import { argumentSlots, type Slot } from './dictionaries';
import type { Evaluator } from './evaluator';
import { knownNumber } from './known';
import type { ClientValue, Context } from './value';

/** Seconds a timeout expression means; undefined when it means none was given. Libraries that count in seconds take `None` as no limit at all. */
export function timeoutSeconds(
  evaluator: Evaluator,
  unit: Place['unit'],
  expression: Expression,
  context: Context,
): KnownValue<number> | undefined {
  if (expression.kind === 'null')
    return unit === 'seconds' ? { state: 'literal', value: Infinity, span: expression.span, file: context.file } : undefined;
  if (expression.kind === 'call') return httpxTimeout(evaluator, expression, context);
  const values = evaluator.evaluate(expression, context);
  const httpx = values.length === 1 && values[0]!.kind === 'product' && values[0].path.at(-1) === 'Timeout';
  if (httpx && expression.kind === 'name') {
    const bound = context.index.lookUp(expression.name, context.scope)?.bindings ?? [];
    const value = bound.length === 1 ? bound[0]!.value : undefined;
    if (value?.kind === 'call') return httpxTimeout(evaluator, value, context);
  }
  const known = knownNumber(values);
  if (known.state !== 'literal') return { state: 'dynamic', span: expression.span };
  return { ...known, value: unit === 'milliseconds' ? known.value / 1000 : known.value };
}

/** `httpx.Timeout(60.0)`, `httpx.Timeout(60.0, read=5.0)`: waiting for the answer is the read timeout. */
function httpxTimeout(evaluator: Evaluator, call: Extract<Expression, { kind: 'call' }>, context: Context): KnownValue<number> {
  const callee = evaluator.evaluate(call.callee, context);
  const isTimeout = callee.some(
    (value) =>
      (value.kind === 'external' || value.kind === 'product') && (value.path.at(-1) === 'Timeout' || value.module.startsWith('httpx')),
  );
  if (!isTimeout) return { state: 'dynamic', span: call.span };
  for (const name of ['read', 'timeout']) {
    const [slot] = argumentSlots(evaluator, call, context, name);
    if (slot?.state === 'given') return spanned(timeoutSeconds(evaluator, 'seconds', slot.expression, slot.context), call);
    if (slot?.state === 'dynamic') return { state: 'dynamic', span: call.span };
  }
  const first = call.args.find((arg) => arg.name === undefined && !arg.spread);
  return first ? spanned(timeoutSeconds(evaluator, 'seconds', first.value, context), call) : { state: 'dynamic', span: call.span };
}

function spanned(known: KnownValue<number> | undefined, call: Expression): KnownValue<number> {
  return known?.state === 'literal' ? { ...known, span: call.span } : { state: 'dynamic', span: call.span };
}

/** The timeout that counts: the call's, else the client's with its options, else the library's. */
export function effectiveTimeout(evaluator: Evaluator, client: ClientValue, slots: readonly Slot[]): EffectiveTimeout {
  const [only] = slots;
  if (slots.some((slot) => slot.state !== 'absent')) {
    if (slots.length !== 1 || only?.state !== 'given') return { value: { state: 'dynamic' }, from: 'call' };
    const seconds = timeoutSeconds(evaluator, placesOf(client.library, 'timeout')[0]?.unit, only.expression, only.context);
    if (seconds && seconds.state !== 'absent') return { value: seconds, from: 'call' };
  }
  const { value, from, expression, file } = client.timeout;
  if (value.state === 'absent') return { value: { state: 'literal', value: client.library.defaultTimeoutSeconds }, from: 'sdk-default' };
  return { value, from, ...(expression && file !== undefined && { writtenAt: { file, expression } }) };
}
