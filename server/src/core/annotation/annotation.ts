/** Tier annotations in comments: `# tier: ignore[rule, rule] reason`, `// tier: standard (a person waits)`. */
import type { SourceUnit } from '../link/moduleHost';
import type { Comment, Language } from '../syntax/facts';

export interface Annotation {
  readonly comment: Comment;
  /** `ignore`, or the tier the place is meant for. */
  readonly value: string;
  /** Rules of `ignore[...]`; undefined when all are meant. */
  readonly rules?: readonly string[];
  /** Offset before the closing bracket of the list of rules. */
  readonly listEnd?: number;
  /** Nothing but white space stands before it on its line. */
  readonly ownLine: boolean;
}

/** Other tools' comments may stand before it: `# type: ignore  # tier: ignore`. */
const GRAMMAR = /(?:^|\s)(?:#+|\/\/+|\/\*+)\s*tier:\s*([\w-]+)\s*(\[([^\]]*)\])?/;

export function commentMark(language: Language): '#' | '//' {
  return language === 'python' ? '#' : '//';
}

/** The annotation a comment holds, if it holds one. */
export function parseAnnotation(comment: Comment, text: string): Annotation | undefined {
  const match = GRAMMAR.exec(comment.text);
  if (!match) return undefined;
  const lineStart = text.lastIndexOf('\n', comment.span.start - 1) + 1;
  const ownLine = text.slice(lineStart, comment.span.start).trim() === '';
  const list = match[3];
  return {
    comment,
    value: match[1]!,
    ownLine,
    ...(list !== undefined && { rules: list.split(',').map((rule) => rule.trim()).filter(Boolean), listEnd: comment.span.start + match.index + match[0].length - 1 }),
  };
}

export function annotationsOf(unit: SourceUnit): readonly Annotation[] {
  if (!unit.text.includes('tier:')) return [];
  return unit.facts.comments.flatMap((comment) => parseAnnotation(comment, unit.text) ?? []);
}

/** The `ignore` annotation that stands alone on the line above an offset. */
export function annotationAbove(unit: SourceUnit, offset: number): Annotation | undefined {
  const lineStart = unit.text.lastIndexOf('\n', offset - 1) + 1;
  return annotationsOf(unit).find((item) => item.value === 'ignore' && item.ownLine && /^[^\n]*\r?\n$/.test(unit.text.slice(item.comment.span.end, lineStart)));
}
