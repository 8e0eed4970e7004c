/** From slots and values to what is provably absent, literal or dynamic. */
import type { Expression } from '../syntax/expression';
import type { KnownValue } from './linkedCall';
import { isSdkOmission } from './construction';
import type { Span } from '../text/span';
import { alternatives, type Slot } from './dictionaries';
import type { Evaluator } from './evaluator';
import type { Value } from './value';

type Primitive = string | number | boolean;

/** The literal all alternatives agree on. `null`, `None`, `undefined` and the SDK's `omit` count as absent. */
export function knownPrimitive(evaluator: Evaluator, slots: readonly Slot[]): KnownValue<Primitive> {
  let absent = false;
  let isDefault = false;
  let isOpen = false;
  let literal: { value: Primitive; expression: Expression; file: string; at: { file: string; span: Span } } | undefined;
  for (const slot of alternatives(slots)) {
    if (slot.state === 'dynamic') return { state: 'dynamic' };
    if (slot.state === 'absent') {
      absent = true;
      continue;
    }
    const all = evaluator.evaluate(slot.expression, slot.context);
    // `process.env.TIER ? process.env.TIER : 'flex'`: the other branch is the default.
    if (all.length > 0 && all.every(isSetting)) {
      isOpen = true;
      continue;
    }
    const values = parameterDefaults(all);
    if (values.length !== all.length) isDefault = true;
    if (values.length === 0) return { state: 'dynamic', span: slot.expression.span };
    for (const value of values) {
      if (isSdkOmission(value) || (value.kind === 'literal' && value.value === null && slot.expression.kind === 'null')) {
        absent = true;
      } else if (value.kind === 'literal' && value.value !== null) {
        if (literal && literal.value !== value.value) return { state: 'dynamic', span: slot.expression.span };
        literal = {
          value: value.value,
          expression: slot.expression,
          file: slot.context.file,
          at: { file: value.file, span: value.expression.span },
        };
      } else {
        return { state: 'dynamic', span: slot.expression.span };
      }
    }
  }
  if (isOpen && absent) return { state: 'dynamic' };
  if (literal && absent) return { state: 'dynamic', span: literal.expression.span };
  if (literal) {
    const { value, expression, file, at } = literal;
    const isElsewhere = at.file !== file || at.span.start !== expression.span.start;
    return {
      state: 'literal',
      value,
      span: expression.span,
      file,
      ...(isElsewhere && { literalAt: at }),
      ...((isDefault || isOpen) && { isDefault: true }),
    };
  }
  return absent ? { state: 'absent' } : { state: 'dynamic' };
}

/** A parameter or a setting with a literal default is taken to have it: callers out of sight and environments that say otherwise are the exception. */
function parameterDefaults(values: readonly Value[]): readonly Value[] {
  const literals = values.filter((value) => value.kind === 'literal' && value.value !== null);
  const others = values.filter((value) => !(value.kind === 'literal' && value.value !== null));
  return literals.length > 0 && others.every((value) => value.kind === 'unseen' && (value.why === 'parameter' || isSetting(value)))
    ? literals
    : values;
}

function isSetting(value: Value): boolean {
  return value.kind === 'unseen' && value.why === 'environment';
}

export function knownString(evaluator: Evaluator, slots: readonly Slot[]): KnownValue<string> {
  const known = knownPrimitive(evaluator, slots);
  if (known.state !== 'literal') return known;
  return typeof known.value === 'string' ? { ...known, value: known.value } : { state: 'dynamic', ...(known.span && { span: known.span }) };
}

export function knownBoolean(evaluator: Evaluator, slots: readonly Slot[]): KnownValue<boolean> {
  const known = knownPrimitive(evaluator, slots);
  if (known.state !== 'literal') return known;
  return typeof known.value === 'boolean'
    ? { ...known, value: known.value }
    : { state: 'dynamic', ...(known.span && { span: known.span }) };
}

/** The number all values agree on. */
export function knownNumber(values: readonly Value[]): KnownValue<number> {
  const told = parameterDefaults(values);
  const [first] = told;
  if (
    first?.kind === 'literal' &&
    typeof first.value === 'number' &&
    told.every((value) => value.kind === 'literal' && value.value === first.value)
  ) {
    return { state: 'literal', value: first.value, span: first.expression.span, file: first.file };
  }
  return { state: 'dynamic' };
}
