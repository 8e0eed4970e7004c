import type { FileAnalysis } from '../core/analyze';
import { compileGlob } from '../core/text/glob';
import type { Diagnostic } from 'vscode-languageserver';
import { toDiagnostic, type Locate } from './diagnostic';
import { textView, type FileView } from './fileView';
import { closedNotebookView } from './notebookView';
import type { Session } from './session';
import type { Settings } from './settings';
import { uriOfPath } from './uri';

/** A file as it is now: what was found, and where its offsets lie in the client's documents. */
export interface Inspection {
  readonly path: string;
  readonly analysis: FileAnalysis;
  readonly view: FileView;
  readonly settings: Settings;
}

/**
 * Analyses a file; undefined when settings leave it out or it can't be read. Text, view and document versions agree
 * until the caller next awaits.
 */
export async function inspect(session: Session, path: string): Promise<Inspection | undefined> {
  const settings = await session.settings.for(session.folders.scopeOf(path));
  if (!settings.enable || isExcluded(session, path, settings) || session.analyses.excludes(path)) return undefined;
  const analysis = await session.analyses.analyze(path, settings);
  const view = viewOf(session, path);
  return view && { path, analysis, view, settings };
}

/** The diagnostics of an inspected file, by document. Every document of the file has an entry. */
export function diagnosticsOf(session: Session, { analysis, view }: Inspection): Map<string, Diagnostic[]> {
  const byUri = new Map<string, Diagnostic[]>(view.uris.map((uri) => [uri, []]));
  const locate: Locate = (file, span) => viewOf(session, file)?.locate(span);
  for (const finding of analysis.findings) {
    const placed = toDiagnostic(finding, view, session.features, locate);
    if (placed) byUri.get(placed.uri)?.push(placed.diagnostic);
  }
  return byUri;
}

/** How offsets of a file map to documents, whether it is open or not. */
export function viewOf(session: Session, path: string): FileView | undefined {
  const open = session.files.view(path);
  if (open) return open;
  const notebook = session.analyses.notebook(path);
  if (notebook) return closedNotebookView(uriOfPath(path), notebook);
  const text = session.analyses.textOf(path);
  return text === undefined ? undefined : textView(uriOfPath(path), text);
}

function isExcluded(session: Session, path: string, { exclude }: Settings): boolean {
  return exclude.length > 0 && matcher(exclude)(session.folders.relative(path));
}

const matchers = new WeakMap<readonly string[], (path: string) => boolean>();

/** Compiled once per settings object. A glob that can't be compiled matches nothing. */
function matcher(globs: readonly string[]): (path: string) => boolean {
  let match = matchers.get(globs);
  if (!match) {
    const each = globs.flatMap((glob) => {
      try {
        return [compileGlob(glob)];
      } catch {
        return [];
      }
    });
    match = (path) => each.some((matches) => matches(path));
    matchers.set(globs, match);
  }
  return match;
}
