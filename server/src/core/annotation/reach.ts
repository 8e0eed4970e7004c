/** What an annotation is about: the call on its line or below it, the function or class it stands at, or the whole file. */
import { traitsOf } from '../syntax/languageTraits';
import type { SourceUnit } from '../link/moduleHost';
import type { ClassFacts, FunctionFacts } from '../syntax/facts';
import { contains, type Span } from '../text/span';
import { LineIndex } from '../text/lineIndex';
import { annotationsOf, type Annotation } from './annotation';

/** A place in the code that an annotation may be about. */
export interface Target {
  readonly span: Span;
  /** The statement it stands in, where there is one. */
  readonly statement?: Span;
  readonly underline?: Span;
}

/** On the call itself, or above it. */
export const ON_THE_CALL = 0;
export const WHOLE_FILE = Infinity;

/** The annotations of a file, and how near each stands to a place. */
export class Reach {
  readonly annotations: readonly Annotation[];
  private readonly lines: LineIndex;
  private readonly firstCodeLine: number;
  private readonly blocks: readonly (FunctionFacts | ClassFacts)[];
  /** End lines of comments that have their line to themselves, by the line they start on. */
  private readonly commentLines = new Map<number, number>();

  private constructor(unit: SourceUnit) {
    this.annotations = annotationsOf(unit);
    const isNeeded = this.annotations.length > 0;
    this.lines = new LineIndex(isNeeded ? unit.text : '');
    this.firstCodeLine = isNeeded ? this.lineOf(firstCode(unit)) : 0;
    this.blocks = isNeeded ? [...unit.facts.functions, ...unit.facts.classes] : [];
    if (!isNeeded) return;
    for (const { span } of unit.facts.comments) {
      const line = this.lineOf(span.start);
      if (unit.text.slice(this.lines.lineStart(line), span.start).trim() === '') this.commentLines.set(line, this.lineOf(span.end));
    }
  }

  private static readonly made = new WeakMap<SourceUnit, Reach>();

  /** Made once for each state of a file. */
  static of(unit: SourceUnit): Reach {
    let reach = Reach.made.get(unit);
    if (!reach) Reach.made.set(unit, (reach = new Reach(unit)));
    return reach;
  }

  /** How near the annotation stands: 0 on or above the place, the length of the function or class around it, Infinity for the file; undefined: it is about something else. */
  nearness(annotation: Annotation, { span, statement = span, underline = span }: Target): number | undefined {
    const { comment, ownLine } = annotation;
    if (contains(span, comment.span)) return ON_THE_CALL;
    const line = this.lineOf(comment.span.start);
    const last = this.lineOf(comment.span.end);
    const starts = [span.start, statement.start, underline.start].map((offset) => this.lineOf(offset));
    if (starts.includes(line) || line === this.lineOf(span.end)) return ON_THE_CALL;
    if (!ownLine) return this.blockAt(line, line, span);
    const below = this.lineBelow(last);
    if (starts.some((start) => last < start && start <= below)) return ON_THE_CALL;
    if (line >= this.firstCodeLine) return this.blockAt(below, below, span);
    // Directly above the first statement: for the whole file, unless it is that statement's own.
    const own = below === this.firstCodeLine ? this.blocks.find((block) => this.lineOf(headOf(block)) === below) : undefined;
    if (!own) return WHOLE_FILE;
    return contains(own.span, span) ? length(own) : undefined;
  }

  /** Whether the offset lies in the annotation, borders included. */
  at(offset: number): Annotation | undefined {
    return this.annotations.find(({ span }) => span.start <= offset && offset <= span.end);
  }

  /** The first line below that is not all comment: what a stack of comments stands on. */
  private lineBelow(line: number): number {
    let below = line + 1;
    for (let end = this.commentLines.get(below); end !== undefined; end = this.commentLines.get(below)) below = end + 1;
    return below;
  }

  /** The innermost function or class with its head on these lines that holds the span. */
  private blockAt(from: number, to: number, span: Span): number | undefined {
    const held = this.blocks.filter(
      (block) => from <= this.lineOf(block.span.start) && this.lineOf(headOf(block)) <= to && contains(block.span, span),
    );
    return held.length === 0 ? undefined : Math.min(...held.map(length));
  }

  private lineOf(offset: number): number {
    return this.lines.positionAt(offset).line;
  }
}

function length({ span }: FunctionFacts | ClassFacts): number {
  return Math.max(1, span.end - span.start);
}

/** Where a function or class starts to be written: at its first decorator, if it has one. */
function headOf({ span, decorators }: FunctionFacts | ClassFacts): number {
  return Math.min(span.start, ...decorators.map((decorator) => decorator.span.start));
}

/** Offset of the first thing in the file that is no comment, blank, `#!` line, docstring or directive. */
function firstCode({ text, facts }: SourceUnit): number {
  const heading = traitsOf(facts.language).heading;
  let at = 0;
  for (;;) {
    at += /^[\s\uFEFF]*/.exec(text.slice(at))![0].length;
    const comment = facts.comments.find(({ span }) => span.start === at);
    const read = heading.exec(text.slice(at));
    if (comment) at = comment.span.end;
    else if (text.startsWith('#!', at)) at = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    else if (read) at += read[0].length;
    else return at;
  }
}
