import type ts from 'typescript';
import type { Span } from '../../text/span';

/** The text of a file, with the one question the tree leaves open: where a node's first token starts. */
export class SourceText {
  private lastPosition = -1;
  private lastStart = 0;

  /** Text in the middle of a merge: what stands between conflict markers is white space to the scanner. */
  private readonly hasConflictMarkers: boolean;

  constructor(
    private readonly sourceFile: ts.SourceFile,
    readonly text: string,
  ) {
    this.hasConflictMarkers = text.includes('\n=======');
  }

  /** Offset of the first token of a node: its `pos` less the white space and comments before it. */
  start(node: ts.Node): number {
    if (node.pos >= node.end) return node.pos; // a missing node, made up by the recovering parser
    return this.hasConflictMarkers ? node.getStart(this.sourceFile) : this.tokenStart(node.pos);
  }

  span(node: ts.Node): Span {
    return { start: this.start(node), end: node.end };
  }

  /** Offset of the first character from `position` on that is neither white space nor comment. */
  tokenStart(position: number): number {
    const first = this.text.charCodeAt(position);
    if (first > SLASH && first < 128) return position;
    // The nodes of a long chain all begin at one place, perhaps behind a long comment: ask once.
    if (position === this.lastPosition) return this.lastStart;
    this.lastPosition = position;
    return (this.lastStart = skipTrivia(this.text, position));
  }
}

const LINE_FEED = 10;
const SLASH = 47;
const STAR = 42;

function skipTrivia(text: string, from: number): number {
  let i = from;
  if (i === 0 && text.startsWith('#!')) i = lineEnd(text, 0);
  for (;;) {
    const code = text.charCodeAt(i);
    if (code === 32 || (code >= 9 && code <= 13)) {
      i++;
    } else if (code === SLASH && text.charCodeAt(i + 1) === SLASH) {
      i = lineEnd(text, i);
    } else if (code === SLASH && text.charCodeAt(i + 1) === STAR) {
      const close = text.indexOf('*/', i + 2);
      i = close === -1 ? text.length : close + 2;
    } else if (code > 127 && isExoticSpace(code)) {
      i++;
    } else {
      return i;
    }
  }
}

/** Offset of the line terminator that ends the line of `from`, or the text's length. */
export function lineEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === LINE_FEED || code === 13 || code === 0x2028 || code === 0x2029) return i;
  }
  return text.length;
}

function isExoticSpace(code: number): boolean {
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  );
}
