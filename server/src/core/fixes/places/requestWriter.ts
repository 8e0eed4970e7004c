/** Writes parameters of one request where its library takes them, and takes them out again. */
import type { CallSite } from '../../callSite/callSite';
import { placesOf, placeToAdd } from '../../libraries/library';
import { nameOf, type Place } from '../../libraries/place';
import type { Written } from '../../link/linkedCall';
import type { SourceUnit } from '../../link/moduleHost';
import { argumentAt, expressionAt } from '../../link/requestParameters';
import type { Argument, CallExpression, DictionaryEntry, DictionaryExpression, Expression } from '../../syntax/expression';
import { familyOf } from '../../syntax/family';
import type { Span } from '../../text/span';
import { overlaps, type TextEdit } from '../../text/textEdit';
import { appendItems, replacement, type ListLayout } from '../listInsertion';
import { removeItem } from '../listRemoval';
import { enclosingQuotes } from '../pythonStrings';
import { styleOf } from '../style';
import { SPELLINGS, type Spelling } from './spelling';

/** A text, a duration that each library counts in its own unit, or code as it is written. */
export type ParameterValue = { readonly text: string } | { readonly seconds: number } | { readonly code: string };

export type Removal = 'removed' | 'absent' | 'impossible';

export class RequestWriter {
  private readonly spelling: Spelling;
  private readonly changes: TextEdit[] = [];
  /** Items to append, by the list they go to: those of one list are one edit. */
  private readonly appended = new Map<number, { readonly layout: ListLayout; readonly items: string[] }>();

  constructor(
    private readonly site: CallSite,
    private readonly unit: SourceUnit,
  ) {
    this.spelling = SPELLINGS[familyOf(site.language)];
  }

  /** Whether the request stands at the call: a method that is passed on has no argument list of its own, unless parameters have names. */
  get isWrittenHere(): boolean {
    const { form, body } = this.site.shape;
    return form === 'keywords' || (form !== 'reference' && body !== undefined && body.spread === undefined);
  }

  /**
   * Gives a parameter a value; false where the request is not written in a way that takes it. `written`: what stands there now.
   * `instead`: an entry beside it that is not to stay.
   */
  set(parameter: string, value: ParameterValue, written: Written | undefined, instead?: Place): boolean {
    if (written === 'elsewhere') return false;
    const place = written ? this.placeOf(parameter, written) : placeToAdd(this.site.library, parameter);
    const printed = this.print(value, place);
    if (printed === undefined || (place.holder === 'call' && !this.isWrittenHere)) return false;
    const old = written || !instead ? undefined : this.entryAt(instead);
    if (old) this.changes.push({ span: old.span, newText: this.spelling.entry(nameOf(place), printed, this.quote() ?? '"') });
    if (old) return true;
    if (!written) return this.add(place, printed);
    this.changes.push(replacement(this.unit.text, written, nameOf(place), printed));
    return true;
  }

  /** Takes out what is written of a parameter in the call, where `isMeant` says so. Comments that hang on it keep it where it is. */
  remove(parameter: string, isMeant: (value: Expression, place: Place) => boolean = () => true): Removal {
    for (const place of placesOf(this.site.library, parameter)) {
      const value = expressionAt(this.site, place);
      if (value && isMeant(value, place)) return this.removeAt(place);
    }
    return 'absent';
  }

  removeAt(place: Place): Removal {
    const edit = this.removal(place);
    if (!edit || this.changes.some((other) => overlaps(edit, other))) return 'impossible';
    this.changes.push(edit);
    return 'removed';
  }

  /** Edits in no particular order; undefined where a list takes no more (half-typed code). */
  edits(): readonly TextEdit[] | undefined {
    const edits = [...this.changes];
    for (const { layout, items } of this.appended.values()) {
      const appended = appendItems(layout, items);
      if (!appended) return undefined;
      edits.push(...appended);
    }
    return edits;
  }

  /** The entry of a dictionary literal, `key: value`, at a place. */
  private entryAt(place: Place): DictionaryEntry | undefined {
    const holder = expressionAt(this.site, { ...place, path: place.path.slice(0, -1) });
    return holder?.kind === 'dictionary' ? holder.entries.find(({ key }) => key === place.path.at(-1)) : undefined;
  }

  private placeOf(parameter: string, written: Expression): Place {
    const places = placesOf(this.site.library, parameter);
    return places.find((place) => expressionAt(this.site, place) === written) ?? places.at(-1)!;
  }

  private print(value: ParameterValue, { unit = 'seconds' }: Place): string | undefined {
    if ('code' in value) return value.code;
    if ('seconds' in value) return this.spelling.duration(value.seconds, unit);
    const quote = this.quote();
    return quote && `${quote}${value.text}${quote}`;
  }

  /** The file's quote, unless the call stands in an f-string that uses it; undefined when both are taken. */
  private quote(): string | undefined {
    const { unit, site } = this;
    const { quote } = styleOf(unit.text, unit.text.slice(site.call.span.start, site.call.span.end));
    if (familyOf(site.language) !== 'python') return quote;
    const taken = enclosingQuotes(unit.text, site.statement.start, site.call.span.start);
    return [quote, quote === '"' ? "'" : '"'].find((each) => !taken.includes(each as '"' | "'"));
  }

  private add(place: Place, value: string): boolean {
    const call = place.holder === 'client' ? this.construction() : this.site.call;
    if (!call) return false;
    const argument = place.holder === 'client' ? argumentOf(call, place) : argumentAt(this.site, place);
    if (argument) return place.path.length > 0 && this.addBelow(argument, place.path, value);
    const nested = this.nested(place.path, value);
    if (nested === undefined) return false;
    if ('keyword' in place.argument) return this.append(call.argumentsSpan, call.args, `${place.argument.keyword}=${nested}`, '');
    return call.args.length === place.argument.position && this.append(call.argumentsSpan, call.args, nested, '');
  }

  private construction(): CallExpression | undefined {
    const { construction } = this.site.client;
    return construction?.file === this.unit.path ? construction.call : undefined;
  }

  /** Into an argument that is there: into its dictionary, or a dictionary that holds what it is and more. */
  private addBelow({ value, span, spread, name }: Argument, path: readonly string[], written: string): boolean {
    if (spread) return false;
    let holder: Expression = value;
    let depth = 0;
    while (holder.kind === 'dictionary' && depth < path.length - 1) {
      const inner: Expression | undefined = holder.entries.find((entry) => entry.key === path[depth])?.value;
      if (!inner) break;
      holder = inner;
      depth++;
    }
    const entry = this.entry(path.slice(depth), written);
    if (entry === undefined) return false;
    if (holder.kind === 'dictionary') return this.append(holder.span, dictionaryItems(holder), entry, this.spelling.padding);
    const place = holder === value && name === undefined ? span : holder.span;
    if (holder.kind === 'null') this.changes.push({ span: place, newText: this.braced(entry) });
    else this.changes.push({ span: place, newText: this.extended(place, entry) });
    return true;
  }

  private extended(span: Span, entry: string): string {
    const written = this.unit.text.slice(span.start, span.end);
    return this.spelling.extended(this.spelling.isSimple(written) ? written : `(${written})`, entry);
  }

  private append(brackets: Span, items: readonly { readonly span: Span }[], item: string, padding: '' | ' '): boolean {
    const known = this.appended.get(brackets.start);
    if (known) known.items.push(item);
    else {
      const { newline } = styleOf(this.unit.text, this.unit.text.slice(this.site.call.span.start, this.site.call.span.end));
      const { lineComment } = this.spelling;
      const layout = { text: this.unit.text, brackets, items: items.map(({ span }) => span), lineComment, padding, newline };
      this.appended.set(brackets.start, { layout, items: [item] });
    }
    return true;
  }

  /** `value`, or the dictionaries round it: `{"a": {"b": value}}`. */
  private nested(path: readonly string[], value: string): string | undefined {
    if (path.length === 0) return value;
    const entry = this.entry(path, value);
    return entry && this.braced(entry);
  }

  private entry([key, ...rest]: readonly string[], value: string): string | undefined {
    const inner = this.nested(rest, value);
    const quote = this.quote();
    return key === undefined || inner === undefined || quote === undefined ? undefined : this.spelling.entry(key, inner, quote);
  }

  private braced(entry: string): string {
    return `{${this.spelling.padding}${entry}${this.spelling.padding}}`;
  }

  private removal(place: Place): TextEdit | undefined {
    const argument = argumentAt(this.site, place);
    if (!argument) return undefined;
    const { args } = this.site.call;
    const holders = [
      argument.value,
      ...place.path.slice(0, -1).map((_, depth) => expressionAt(this.site, { ...place, path: place.path.slice(0, depth + 1) })),
    ];
    // The innermost list in which something else stays.
    for (let depth = place.path.length - 1; depth >= 0; depth--) {
      const holder = holders[depth];
      if (holder?.kind !== 'dictionary') return undefined;
      const isRequest = depth === 0 && argument === this.site.shape.body;
      if (holder.entries.length > 1 || isRequest)
        return this.item(
          holder.entries.map(({ span }) => span),
          holder.entries.findIndex(({ key }) => key === place.path[depth]),
        );
    }
    return this.item(
      args.map(({ span }) => span),
      args.indexOf(argument),
    );
  }

  private item(items: readonly Span[], at: number): TextEdit | undefined {
    return removeItem(this.unit.text, items, at, this.spelling.lineComment);
  }
}

/** Edits that take parameters out of a call. What can't go, because a comment hangs on it or it is written elsewhere, stays. */
export function withoutParameters(site: CallSite, unit: SourceUnit, names: readonly string[]): readonly TextEdit[] {
  const writer = new RequestWriter(site, unit);
  for (const name of names) writer.remove(name);
  return writer.edits() ?? [];
}

function argumentOf({ args }: CallExpression, { argument }: Place): Argument | undefined {
  return 'keyword' in argument ? args.find(({ name }) => name === argument.keyword) : args[argument.position];
}

function dictionaryItems({ entries }: DictionaryExpression): readonly { readonly span: Span }[] {
  return entries;
}
