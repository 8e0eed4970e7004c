import type { Severity } from '../../core/findings/severity';
import type { CheckResult } from '../checkResult';
import type { Reporter } from './reporter';

const COMMANDS: Record<Severity, string> = { hint: 'notice', info: 'notice', warning: 'warning', error: 'error' };

/** Workflow commands of GitHub Actions, which show as annotations on the changed lines. */
export const github: Reporter = { id: 'github', use: 'build log', report: githubReport };

function githubReport({ findings }: CheckResult): string {
  return findings
    .map(({ severity, path, cell, line, column, endLine, endColumn, rule, message }) => {
      // The lines of a notebook's cell are no lines of its file.
      const place = cell === undefined ? { line, endLine, ...(line === endLine ? { col: column, endColumn } : {}) } : {};
      const properties = Object.entries<string | number>({ file: path, ...place, title: `tierlint ${rule}` }).map(
        ([name, value]) => `${name}=${escapeProperty(String(value))}`,
      );
      const text = cell === undefined ? message : `Cell ${cell}, line ${line}: ${message}`;
      return `::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(text)}\n`;
    })
    .join('');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
