/** Code as the walk up the call graph sees it: a file, and a function in it or the file's own code. */
import { traitsOf } from '../syntax/languageTraits';
import type { FactsIndex } from '../link/factsIndex';
import type { ModuleHost, SourceUnit } from '../link/moduleHost';
import type { Span } from '../text/span';

/** A file that was looked into. */
export interface CodeFile {
  readonly path: string;
  /** As seen from the folder it was opened or scanned in, with a slash before it: what folders' names are read from. */
  readonly shown: string;
  readonly unit: SourceUnit;
  readonly index: FactsIndex;
}

/** Whether a folder makes the file a module of a package, which others may install or load by name. */
export function liesInPackage({ path, index: { facts } }: Pick<CodeFile, 'path' | 'index'>, host: ModuleHost): boolean {
  const { ownPackage } = traitsOf(facts.language);
  return ownPackage !== undefined && host.resolve(path, ownPackage, facts.language) !== undefined;
}

/** 1-based line of an offset. */
function lineOf(text: string, offset: number): number {
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
