/** Which findings an annotation silences: on the call's lines, on the function or class around it, at the top of the file. */
import type { SourceUnit } from '../link/moduleHost';
import type { Finding } from '../rules/rule';
import type { ClassFacts, FunctionFacts } from '../syntax/facts';
import { LineIndex } from '../text/lineIndex';
import { annotationsOf, type Annotation } from '../annotation/annotation';

/** Tiers that say on purpose what runs here: `missing-service-tier` has nothing to add. */
const STATED_TIERS = new Set(['standard', 'priority', 'flex', 'batch', 'background']);

export class Suppressions {
  private readonly annotations: readonly Annotation[];
  private readonly lines: LineIndex;
  private readonly lineOf: (offset: number) => number;
  private readonly firstCodeLine: number;

  constructor(private readonly unit: SourceUnit) {
    this.annotations = annotationsOf(unit);
    this.lines = new LineIndex(this.annotations.length > 0 ? unit.text : '');
    this.lineOf = (offset) => this.lines.positionAt(offset).line;
    this.firstCodeLine = this.annotations.length > 0 ? this.lineOf(firstCode(unit)) : 0;
  }

  silences(finding: Finding): boolean {
    return this.annotations.some((annotation) => speaksOf(annotation, finding.rule) && this.covers(annotation, finding));
  }

  private covers(annotation: Annotation, finding: Finding): boolean {
    const line = this.lineOf(annotation.comment.span.start);
    const statement = finding.callSite?.statement ?? finding.span;
    const starts = [finding.span.start, statement.start, finding.underline.start].map(this.lineOf);
    if (starts.includes(line) || line === this.lineOf(finding.span.end)) return true;
    if (!annotation.ownLine) return this.headsBlock(line, line, finding);
    if (starts.some((start) => start === line + 1)) return true;
    if (line < this.firstCodeLine && line + 1 !== this.firstCodeLine) return true;
    return line < this.firstCodeLine ? this.headsFile(finding, line) : this.headsBlock(line + 1, line + 1, finding);
  }

  /** Directly above the first statement of the file: for the whole file, unless it is that statement's own. */
  private headsFile(finding: Finding, line: number): boolean {
    const { functions, classes } = this.unit.facts;
    const heads = [...functions, ...classes].find((block) => this.lineOf(headOf(block)) === line + 1);
    return heads ? heads.span.start <= finding.span.start && finding.span.end <= heads.span.end : true;
  }

  private headsBlock(from: number, to: number, finding: Finding): boolean {
    const { functions, classes } = this.unit.facts;
    return [...functions, ...classes].some((block) => {
      const { span } = block;
      return from <= this.lineOf(span.start) && this.lineOf(headOf(block)) <= to && span.start <= finding.span.start && finding.span.end <= span.end;
    });
  }
}

/** Where a function or class starts to be written: at its first decorator, if it has one. */
function headOf({ span, decorators }: FunctionFacts | ClassFacts): number {
  return Math.min(span.start, ...decorators.map((decorator) => decorator.span.start));
}

function speaksOf(annotation: Annotation, rule: string): boolean {
  if (annotation.value === 'ignore') return annotation.rules === undefined || annotation.rules.includes(rule);
  return rule === 'missing-service-tier' && STATED_TIERS.has(annotation.value);
}

/** Offset of the first thing in the file that is no comment, blank or `#!` line. */
function firstCode({ text, facts }: SourceUnit): number {
  let at = 0;
  for (;;) {
    const blank = /^[\s\uFEFF]*/.exec(text.slice(at))![0].length;
    at += blank;
    const comment = facts.comments.find(({ span }) => span.start === at);
    if (comment) at = comment.span.end;
    else if (text.startsWith('#!', at)) at = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    else return at;
  }
}
