import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { LineIndex } from '../core/text/lineIndex';
import type { ConfigFile } from '../workspace/configs';
import type { Session } from './session';
import { uriOfPath } from './uri';

/**
 * Problems of `tierlint.json` files, shown in the files themselves, open or not. They are always pushed: they come up
 * when a source file is analysed, not when somebody asks for them.
 */
export function watchConfigs(session: Session): void {
  const { connection, analyses, files, features } = session;
  const shown = new Set<string>();
  analyses.onConfig = (path, file) => {
    const uri = files.configUri(path) ?? uriOfPath(path);
    const diagnostics = file ? diagnosticsOf(file) : [];
    if (diagnostics.length === 0 && !shown.delete(uri)) return;
    if (diagnostics.length > 0) shown.add(uri);
    const version = features.publishVersion ? files.versionOf(uri) : null;
    void connection.sendDiagnostics({ uri, diagnostics, ...(version !== null && { version }) });
  };
}

function diagnosticsOf({ text, problems }: ConfigFile): Diagnostic[] {
  const lines = new LineIndex(text);
  return problems.map(({ span, message }) => ({
    range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
    severity: DiagnosticSeverity.Error,
    source: 'tierlint',
    message: message.replace(/^./, (letter) => letter.toUpperCase()).replace(/[^?]$/, '$&.'),
  }));
}
