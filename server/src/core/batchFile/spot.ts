/** From a spot of a line to a span of its text. Slow, and asked only for what is reported. */
import { findNodeAtLocation, parse, parseTree, type ParseError } from 'jsonc-parser';
import type { Span } from '../text/span';
import type { LineSpot } from './lineProblem';
import { isTooDeep } from './syntax/jsonScan';
import { syntaxCause } from './syntax/syntaxCause';

/** Longer lines are not parsed for a place: the whole line is meant. */
const LONGEST = 2_000_000;
/** What a finding underlines when it is about a whole line. */
const MOST_UNDERLINED = 200;

export function spanOf(line: string, spot: LineSpot): Span {
  if ('offset' in spot) return clip(line, spot.offset, line.length);
  if (spot.length === 0 || line.length > LONGEST || isTooDeep(line)) return wholeLine(line);
  const tree = parseTree(line);
  const value =
    tree &&
    findNodeAtLocation(
      tree,
      spot.map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    );
  // A value is shown with its key; an item of a list alone.
  const node = value?.parent?.type === 'property' ? value.parent : value;
  return node ? { start: node.offset, end: Math.min(node.offset + node.length, node.offset + MOST_UNDERLINED) } : wholeLine(line);
}

/** Where a line stops being JSON, and why. */
export function syntaxPlace(line: string): { readonly span: Span; readonly data: { readonly why: string } } {
  const { why, at } = syntaxCause(line);
  return { span: at ? clip(line, at.start, at.end) : syntaxErrorOf(line), data: { why } };
}

/** Where a parser stops. */
function syntaxErrorOf(line: string): Span {
  if (line.length > LONGEST || isTooDeep(line)) return wholeLine(line);
  const errors: ParseError[] = [];
  parse(line, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const [first] = errors;
  if (!first) return wholeLine(line);
  // An end that comes too early is shown at the last character.
  const start = Math.min(first.offset, Math.max(0, line.length - 1));
  return clip(line, start, Math.max(start + 1, start + first.length));
}

function wholeLine(line: string): Span {
  return clip(line, 0, line.length);
}

function clip(line: string, start: number, end: number): Span {
  return { start, end: Math.min(line.length, end, start + MOST_UNDERLINED) };
}
