/**
 * Tier annotations in comments:
 *
 *     tier: standard (a person waits)
 *     tier: flex, volume=20k/day
 *     tier: ignore[flex-timeout, tier-policy] late answers are dropped
 *
 * One stands right after the mark of a comment, or at the start of a line of a block comment. Words in brackets or after
 * the list of rules are the reason.
 */
import { traitsOf } from '../syntax/languageTraits';
import { isIntendedTier } from '../intent/tiers';
import type { IntendedTier, Volume } from '../intent/intent';
import { parseVolume } from '../intent/volume';
import type { SourceUnit } from '../link/moduleHost';
import type { Comment, Language } from '../syntax/facts';
import { lineStart } from '../text/lines';
import { once } from '../text/memo';
import type { Span } from '../text/span';

/** A word of an annotation, and where it stands in the file. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

export interface Annotation {
  readonly comment: Comment;
  /** From `tier` to the end of the reason. */
  readonly span: Span;
  /** `ignore`, the tier the place is meant for, or a word that is neither; empty when only a volume is given. */
  readonly value: string;
  readonly valueSpan: Span;
  /** Rules of `ignore[...]`; undefined when all are meant. */
  readonly rules?: readonly string[];
  /** The same with their places. */
  readonly ruleWords?: readonly Word[];
  /** Offset before the closing bracket of the list of rules. */
  readonly listEnd?: number;
  /** `volume=...` as written; its value where it is one. */
  readonly volumeWord?: Word;
  readonly volume?: Volume;
  /** Other `key=value` parts: nothing Tierlint knows. */
  readonly unknownKeys: readonly Word[];
  readonly reason?: string;
  /** Nothing but white space stands before its comment on the line. */
  readonly ownLine: boolean;
}

/** Other tools' comments may stand before it: `# type: ignore  # tier: ignore`. */
const START = /(?:(?:^|\s)(?:#+|\/\/+|\/\*+)\s*|(?:^|\n)[ \t]*(?:\*[ \t]*)?)(tier:[ \t]*)(?=[\w-])/g;
/** Where the words of an annotation end: at the next comment in the comment, or with the line. */
const END = /\s(?:#+|\/\/+)\s|\*\/|\r?\n|$/g;
/** No annotation that a person wrote is longer; what follows is not looked at. */
const LONGEST = 1000;
const VALUE = /^([\w-]+)(?![\w-]*[ \t]*=)/;
const LIST = /^[ \t]*\[([^\]\n]*)(\])?/;
const PAIR = /^[ \t]*(,?)[ \t]*([A-Za-z][\w-]*)[ \t]*=[ \t]*([^\s,()]*)/;

export function commentMark(language: Language): '#' | '//' {
  return traitsOf(language).lineComment;
}

/** The first annotation a comment holds, if it holds one. */
export function parseAnnotation(comment: Comment, text: string): Annotation | undefined {
  return parseAnnotations(comment, text)[0];
}

/** All annotations of a comment. */
export function parseAnnotations(comment: Comment, text: string): readonly Annotation[] {
  if (!comment.text.includes('tier:')) return [];
  const ownLine = text.slice(lineStart(text, comment.span.start), comment.span.start).trim() === '';
  return [...comment.text.matchAll(START)].map((match) => {
    const bodyAt = match.index + match[0].length;
    END.lastIndex = bodyAt;
    const end = END.exec(comment.text)!.index;
    const body = comment.text.slice(bodyAt, Math.min(end, bodyAt + LONGEST)).trimEnd();
    return {
      comment,
      ownLine,
      ...parseBody(body, comment.span.start + bodyAt),
      span: { start: comment.span.start + bodyAt - match[1]!.length, end: comment.span.start + bodyAt + body.length },
    };
  });
}

type Body = Omit<Annotation, 'comment' | 'span' | 'ownLine'>;

/** `at` is the offset of the body in the file. */
function parseBody(body: string, at: number): Body {
  const value = VALUE.exec(body)?.[1] ?? '';
  let rest = value.length;
  const list = value === 'ignore' ? readList(body, rest, at) : undefined;
  if (list) rest = list.end;
  let volumeWord: Word | undefined;
  const unknownKeys: Word[] = [];
  for (let pair = PAIR.exec(body.slice(rest)); pair; pair = PAIR.exec(body.slice(rest))) {
    // Without a comma it is a word of the reason: `tier: batch where n=20`.
    if (pair[1] === '' && rest > 0) break;
    const start = rest + pair[0].length - pair[3]!.length;
    const word = { text: pair[3]!, span: { start: at + start, end: at + start + pair[3]!.length } };
    const keyStart = rest + pair[0].lastIndexOf(pair[2]!, pair[0].indexOf('='));
    if (pair[2] === 'volume') volumeWord = word;
    else unknownKeys.push({ text: pair[2]!, span: { start: at + keyStart, end: at + keyStart + pair[2]!.length } });
    rest += pair[0].length;
  }
  const volume = volumeWord && parseVolume(volumeWord.text);
  const reason = body
    .slice(rest)
    .replace(/^[\s,:;–—-]+/, '')
    .replace(/^\((.*)\)$/, '$1')
    .trim();
  return {
    value,
    valueSpan: { start: at, end: at + value.length },
    ...(list && { rules: list.words.map(({ text }) => text), ruleWords: list.words, listEnd: list.listEnd }),
    ...(volumeWord && { volumeWord }),
    ...(volume && { volume }),
    unknownKeys,
    ...(reason !== '' && { reason }),
  };
}

function readList(
  body: string,
  from: number,
  at: number,
): { readonly words: readonly Word[]; readonly listEnd: number; readonly end: number } | undefined {
  const match = LIST.exec(body.slice(from));
  if (!match) return undefined;
  const inner = match[1]!;
  const innerAt = from + match[0].length - inner.length - (match[2]?.length ?? 0);
  const words = [...inner.matchAll(/[^\s,]+/g)].map(
    ({ 0: text, index }): Word => ({ text, span: { start: at + innerAt + index, end: at + innerAt + index + text.length } }),
  );
  return { words, listEnd: at + innerAt + inner.length, end: from + match[0].length };
}

export const annotationsOf = once((unit: SourceUnit): readonly Annotation[] =>
  unit.text.includes('tier:') ? unit.facts.comments.flatMap((comment) => parseAnnotations(comment, unit.text)) : [],
);

/** The tier the annotation says the place is meant for. */
export function tierOf({ value }: Annotation): IntendedTier | undefined {
  return isIntendedTier(value) ? value : undefined;
}

/** The `ignore` annotation that stands alone on the line above an offset. */
export function annotationAbove(unit: SourceUnit, offset: number): Annotation | undefined {
  const line = lineStart(unit.text, offset);
  return annotationsOf(unit).find(
    (item) => item.value === 'ignore' && item.ownLine && /^[^\r\n]*(?:\r\n?|\n)$/.test(unit.text.slice(item.comment.span.end, line)),
  );
}
