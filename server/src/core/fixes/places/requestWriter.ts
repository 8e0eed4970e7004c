/** Writes parameters of one request where its library takes them, and takes them out again. */
import type { CallSite } from '../../callSite/callSite';
import { placesOf, placeToAdd } from '../../libraries/library';
import { nameOf, type Place } from '../../libraries/place';
import type { Written } from '../../link/linkedCall';
import type { SourceUnit } from '../../link/moduleHost';
import { entryOf } from '../../link/argumentReader';
import { argumentAt, expressionAt } from '../../link/requestParameters';
import type { Argument, CallExpression, DictionaryEntry, DictionaryExpression, Expression } from '../../syntax/expression';
import { familyOf } from '../../syntax/family';
import type { Span } from '../../text/span';
import { overlaps, type TextEdit } from '../../text/textEdit';
import { appendItems, replacement, type ListLayout } from '../listInsertion';
import { removeItem } from '../listRemoval';
import { pythonImports } from '../pythonImports';
import { styleOf } from '../style';
import { SPELLINGS, type Spelling } from './spelling';

/** A text, a duration that each library counts in its own unit, or code as it is written. */
export type ParameterValue = { readonly text: string } | { readonly seconds: number } | { readonly code: string };

export type Removal = 'removed' | 'absent' | 'impossible';

export class RequestWriter {
  private readonly spelling: Spelling;
  private readonly changes: TextEdit[] = [];
  /** Items to append, by the list they go to: those of one list are one edit. */
  private readonly appended = new Map<number, { readonly list: List; readonly items: Map<string, Item> }>();
  private readonly extended = new Map<number, Extension>();
  private imports: Place['madeBy'];
  private stead: Stead | undefined;

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

  /** Takes a value from where it does nothing to where the parameter lives. */
  move(from: Place, parameter: string, value: ParameterValue): boolean {
    const to = placeToAdd(this.site.library, parameter);
    const printed = this.print(value, to);
    if (printed === undefined) return false;
    this.stead = this.inItsStead(from, to, printed);
    return this.stead !== undefined || (this.removeAt(from) === 'removed' && this.set(parameter, value, undefined));
  }

  /** Where both stand in one list, one item takes the place of the other. */
  private inItsStead(from: Place, to: Place, value: string): Stead | undefined {
    if (!('keyword' in from.argument) || !('keyword' in to.argument) || from.path.length > 1) return undefined;
    const argument = argumentAt(this.site, from);
    if (!argument) return undefined;
    if (from.path.length === 0) {
      if (argumentAt(this.site, to) || (to.madeBy && !this.canMake(to.madeBy))) return undefined;
      const item: Item = { form: 'keyword', tree: nested(to.path, value), ...(to.madeBy && { madeBy: to.madeBy }) };
      return { list: this.site.call.argumentsSpan.start, key: to.argument.keyword, span: argument.span, item };
    }
    const [key, ...rest] = to.path;
    const { value: holder } = argument;
    const items = itemsOf(holder);
    const old = items?.find((each) => each.key === from.path[0]);
    if (!old || to.argument.keyword !== from.argument.keyword || key === undefined || items?.some((each) => each.key === key))
      return undefined;
    const isCall = holder.kind === 'call';
    const list = isCall ? holder.argumentsSpan.start : holder.span.start;
    return { list, key, span: old.span, item: { form: isCall ? 'keyword' : 'entry', tree: nested(rest, value) } };
  }

  /** Edits in no particular order; undefined where a list takes no more (half-typed code). */
  edits(): readonly TextEdit[] | undefined {
    const edits = [...this.changes, ...[...this.extended.values()].map((each) => this.extension(each))];
    if (this.stead) edits.push({ span: this.stead.span, newText: this.printItem(this.stead.key, this.stead.item) });
    const { text } = this.unit;
    const { newline } = styleOf(text, text.slice(this.site.call.span.start, this.site.call.span.end));
    for (const { list, items } of this.appended.values()) {
      const layout = { text, ...list, lineComment: this.spelling.lineComment, newline };
      const appended = appendItems(
        layout,
        [...items].map(([key, item]) => this.printItem(key, item)),
      );
      if (!appended) return undefined;
      edits.push(...appended);
    }
    if (this.imports) edits.push(...pythonImports(this.unit, [{ module: this.imports.module, names: [this.imports.name] }]));
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
    const taken: readonly string[] = this.spelling.quotesRound(unit.text, site.statement.start, site.call.span.start);
    return [quote, quote === '"' ? "'" : '"'].find((each) => !taken.includes(each));
  }

  private add(place: Place, value: string): boolean {
    const call = place.holder === 'client' ? this.construction() : this.site.call;
    if (!call || this.quote() === undefined) return false;
    const argument = place.holder === 'client' ? argumentOf(call, place) : argumentAt(this.site, place);
    if (argument) return place.path.length > 0 && this.addBelow(argument, place.path, value);
    const { madeBy } = place;
    if (madeBy && !this.canMake(madeBy)) return false;
    if ('keyword' in place.argument) {
      this.append(argumentList(call), ['keyword', place.argument.keyword], place.path, value, madeBy);
      return true;
    }
    if (call.args.length !== place.argument.position) return false;
    this.append(argumentList(call), ['positional', ''], place.path, value);
    return true;
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
    for (; depth < path.length - 1; depth++) {
      const inner = entryOf(holder, path[depth]!);
      if (!inner) break;
      holder = inner;
    }
    const [key, ...rest] = path.slice(depth);
    if (holder.kind === 'dictionary') this.append(entryList(holder, this.spelling), ['entry', key!], rest, written);
    else if (holder.kind === 'call' && isSettings(holder)) this.append(argumentList(holder), ['keyword', key!], rest, written);
    else
      this.extend(
        holder === value && name === undefined ? span : holder.span,
        holder.kind === 'null',
        this.entry(key!, nested(rest, written)),
      );
    return true;
  }

  /** A value that stands in a variable, with entries more. */
  private extend(span: Span, isNothing: boolean, entry: string): void {
    const known = this.extended.get(span.start);
    if (known) known.entries.push(entry);
    else this.extended.set(span.start, { span, isNothing, entries: [entry] });
  }

  private extension({ span, isNothing, entries }: Extension): TextEdit {
    const written = this.unit.text.slice(span.start, span.end);
    const all = entries.join(', ');
    return {
      span,
      newText: isNothing ? this.braced(all) : this.spelling.extended(this.spelling.isSimple(written) ? written : `(${written})`, all),
    };
  }

  /** Whether what makes the settings object is at hand, or can be imported. */
  private canMake({ module, name }: NonNullable<Place['madeBy']>): boolean {
    const bound = this.unit.facts.bindings.filter((binding) => binding.scope === 0 && binding.name === name);
    if (bound.length > 0) return bound.every(({ value }) => value?.kind === 'import' && value.module === module && value.imported === name);
    this.imports ??= { module, name };
    return true;
  }

  /** Items of one list become one edit; what goes below the same key, one item. */
  private append(list: List, [form, key]: ItemKey, path: readonly string[], value: string, madeBy?: Place['madeBy']): void {
    const { stead } = this;
    if (stead?.list === list.brackets.start && stead.key === key) {
      this.stead = { ...stead, item: { ...stead.item, tree: merged(stead.item.tree, path, value) } };
      return;
    }
    const known = this.appended.get(list.brackets.start) ?? { list, items: new Map<string, Item>() };
    this.appended.set(list.brackets.start, known);
    known.items.set(key, { form, tree: merged(known.items.get(key)?.tree, path, value), ...(madeBy && { madeBy }) });
  }

  private printItem(key: string, { form, tree, madeBy }: Item): string {
    if (form === 'entry') return this.entry(key, tree);
    const value = madeBy && typeof tree !== 'string' ? `${madeBy.name}(${this.keywords(tree)})` : this.printTree(tree);
    return form === 'keyword' ? `${key}=${value}` : value;
  }

  private keywords(tree: ReadonlyMap<string, Tree>): string {
    return [...tree].map(([key, value]) => `${key}=${this.printTree(value)}`).join(', ');
  }

  private printTree(tree: Tree): string {
    return typeof tree === 'string' ? tree : this.braced([...tree].map(([key, value]) => this.entry(key, value)).join(', '));
  }

  private entry(key: string, value: Tree): string {
    return this.spelling.entry(key, this.printTree(value), this.quote() ?? '"');
  }

  private braced(entries: string): string {
    return `{${this.spelling.padding}${entries}${this.spelling.padding}}`;
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
      const items = itemsOf(holders[depth]);
      if (!items) return undefined;
      const isRequest = depth === 0 && argument === this.site.shape.body;
      if (items.length > 1 || isRequest)
        return this.item(
          items.map(({ span }) => span),
          items.findIndex(({ key }) => key === place.path[depth]),
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

/** The items of a dictionary literal, or of a call that makes a settings object. */
function itemsOf(holder: Expression | undefined): readonly { readonly key?: string; readonly span: Span }[] | undefined {
  if (holder?.kind === 'dictionary') return holder.entries;
  return holder?.kind === 'call' && isSettings(holder)
    ? holder.args.map(({ name, span }) => ({ ...(name !== undefined && { key: name }), span }))
    : undefined;
}

function argumentOf({ args }: CallExpression, { argument }: Place): Argument | undefined {
  return 'keyword' in argument ? args.find(({ name }) => name === argument.keyword) : args[argument.position];
}

interface Extension {
  readonly span: Span;
  /** `null` stands there. */
  readonly isNothing: boolean;
  readonly entries: string[];
}

/** A list that items are appended to. */
type List = Pick<ListLayout, 'brackets' | 'items' | 'padding'>;
type ItemKey = readonly [form: Item['form'], key: string];

interface Item {
  readonly form: 'keyword' | 'entry' | 'positional';
  readonly tree: Tree;
  readonly madeBy?: Place['madeBy'];
}

/** An item that takes the place of another in a list. */
interface Stead {
  /** Start of the list. */
  readonly list: number;
  readonly key: string;
  readonly span: Span;
  readonly item: Item;
}

/** Printed code, or a dictionary of it. */
type Tree = string | ReadonlyMap<string, Tree>;

function nested([key, ...rest]: readonly string[], value: string): Tree {
  return key === undefined ? value : new Map([[key, nested(rest, value)]]);
}

function merged(tree: Tree | undefined, [key, ...rest]: readonly string[], value: string): Tree {
  if (key === undefined || tree === undefined || typeof tree === 'string') return nested(key === undefined ? [] : [key, ...rest], value);
  return new Map([...tree, [key, merged(tree.get(key), rest, value)]]);
}

function argumentList({ args, argumentsSpan }: CallExpression): List {
  return { brackets: argumentsSpan, items: args.map(({ span }) => span), padding: '' };
}

function entryList({ entries, span }: DictionaryExpression, { padding }: Spelling): List {
  return { brackets: span, items: entries.map((entry) => entry.span), padding };
}

/** A call that makes a settings object of keywords. */
function isSettings({ args, isNew }: CallExpression): boolean {
  return !isNew && args.every((arg) => arg.name !== undefined);
}
