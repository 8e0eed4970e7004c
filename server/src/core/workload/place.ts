/** Code as the walk up the call graph sees it: a file, and a function in it or the file's own code. */
import type { FactsIndex } from '../link/factsIndex';
import type { SourceUnit } from '../link/moduleHost';
import type { Span } from '../text/span';

/** A file that was looked into. */
export interface CodeFile {
  readonly path: string;
  /** As seen from the folder it was opened or scanned in, with a slash before it: what folders' names are read from. */
  readonly shown: string;
  readonly unit: SourceUnit;
  readonly index: FactsIndex;
}

/** 1-based line of an offset. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** "api/chat.py:40". */
export function describePlace(file: CodeFile, span: Span): string {
  return `${fileName(file)}:${lineOf(file.unit.text, span.start)}`;
}

/** The path without the slash before it. */
export function fileName(file: CodeFile): string {
  return file.shown.replace(/^\//, '');
}
