/** Reads the arguments of one call wherever a library takes them: through spreads, variables, partials and helper functions. */
import { placesOf, type Library } from '../libraries/library';
import type { Place } from '../libraries/place';
import type { Argument, CallExpression, Expression } from '../syntax/expression';
import { ABSENT, argumentSlots, DYNAMIC, keySlots, merge, overlay, type Slot } from './dictionaries';
import type { Evaluator } from './evaluator';
import type { Written } from './linkedCall';
import type { Context } from './value';

export interface GivenElsewhere {
  /** Arguments that were given before: `functools.partial`. */
  readonly partial?: { readonly call: CallExpression; readonly context: Context };
  /** Its parameters can be given by name only: `*args` fills none of them. */
  readonly isKeywordOnly?: true;
  /** The method is an argument of the call itself: positions count from behind it. */
  readonly methodAt?: number;
}

export class ArgumentReader {
  constructor(
    readonly evaluator: Evaluator,
    private readonly call: CallExpression,
    private readonly context: Context,
    private readonly elsewhere: GivenElsewhere = {},
  ) {}

  /** Positional arguments, those before the request left out. */
  get positional(): readonly Argument[] {
    return this.call.args.slice(this.elsewhere.methodAt === undefined ? 0 : this.elsewhere.methodAt + 1);
  }

  /** All that a value can be which may stand in several places, the strongest first. */
  slots(places: readonly Place[]): readonly Slot[] {
    return places
      .map((place) => this.slotsAt(place))
      .reduceRight((weaker, stronger) => overlay(weaker, stronger), [ABSENT] as readonly Slot[]);
  }

  parameter(library: Library, name: string): readonly Slot[] {
    return this.slots(placesOf(library, name));
  }

  isGiven(places: readonly Place[]): boolean {
    return places.some((place) => this.slotsAt(place).some((slot) => slot.state !== 'absent'));
  }

  /**
   * The one expression of this file that a fix may replace, in the strongest place that has one. A keyword inside a spread
   * dictionary counts as written elsewhere: the same keyword beside it would be an error. A key may be written over.
   */
  written(places: readonly Place[]): Written | undefined {
    for (const place of places) {
      const found = this.writtenAt(place);
      if (found) return found;
    }
    return undefined;
  }

  writtenAt({ argument, path }: Place): Written | undefined {
    const root = 'keyword' in argument ? this.writtenKeyword(argument.keyword) : this.positional[argument.position]?.value;
    if (path.length === 0 || root === undefined) return root;
    let value: Expression | undefined = root === 'elsewhere' ? undefined : root;
    for (const key of path) value = value && entryOf(value, key);
    return value;
  }

  private slotsAt({ argument, path }: Place): readonly Slot[] {
    const root = 'keyword' in argument ? this.keyword(argument.keyword) : this.position(argument.position);
    return path.reduce<readonly Slot[]>(
      (slots, key) => slots.flatMap((slot) => (slot.state === 'given' ? this.below(slot, key) : [slot])),
      root,
    );
  }

  /** A key of a dictionary, or a keyword of the call that makes a settings object: `ModelSettings(extra_args={...})`. */
  private below({ expression, context }: Extract<Slot, { state: 'given' }>, key: string): readonly Slot[] {
    const made = settingsCall(expression, context);
    return made
      ? argumentSlots(this.evaluator, made, this.evaluator.contextAt(context, made), key)
      : keySlots(this.evaluator, expression, context, key);
  }

  private keyword(name: string): readonly Slot[] {
    const { partial, isKeywordOnly } = this.elsewhere;
    const own = argumentSlots(this.evaluator, this.call, this.context, name);
    const given = partial ? overlay(argumentSlots(this.evaluator, partial.call, partial.context, name), own) : own;
    // `*args` may hold anything.
    const isOpen =
      !isKeywordOnly && this.call.args.some((arg) => arg.spread === 'iterable') && given.every((slot) => slot.state === 'absent');
    return isOpen ? merge(given, [DYNAMIC]) : given;
  }

  private position(at: number): readonly Slot[] {
    const args = this.positional.filter((arg) => arg.name === undefined);
    if (args.some((arg) => arg.spread !== undefined)) return [DYNAMIC];
    const arg = args[at];
    return arg ? [{ state: 'given', expression: arg.value, context: this.context }] : [ABSENT];
  }

  private writtenKeyword(name: string): Written | undefined {
    const [only, ...others] = this.keyword(name);
    if (only?.state === 'absent' && others.length === 0) return undefined;
    return only?.state === 'given' && others.length === 0 && only.context.file === this.context.file ? only.expression : 'elsewhere';
  }
}

/** What is written under a key of a dictionary literal, or as a keyword of a call that makes a settings object. */
export function entryOf(value: Expression, key: string): Expression | undefined {
  if (value.kind === 'dictionary') return value.entries.find((entry) => entry.key === key)?.value;
  return value.kind === 'call' ? value.args.find((arg) => arg.name === key)?.value : undefined;
}

/** A call with names for its arguments, there or in the one variable the name stands for. `dict(...)` is a dictionary already. */
function settingsCall(expression: Expression, { index, scope }: Pick<Context, 'index' | 'scope'>): CallExpression | undefined {
  if (expression.kind === 'call') return expression.args.some((arg) => arg.name !== undefined) ? expression : undefined;
  if (expression.kind !== 'name') return undefined;
  const bindings = index.lookUp(expression.name, scope)?.bindings ?? [];
  const value = bindings.length === 1 ? bindings[0]!.value : undefined;
  return value?.kind === 'call' ? settingsCall(value, { index, scope }) : undefined;
}
