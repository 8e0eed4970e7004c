import { ALL_RULES } from '../../core/rules';
import type { Severity } from '../../core/findings/severity';
import { VERSION } from '../../workspace/version';
import type { CheckResult, InFile } from '../checkResult';
import type { FindingReport } from '../../workspace/scan/fileReport';
import { jsonText } from '../json';
import type { Reporter } from './reporter';

const LEVELS: Record<Severity, 'note' | 'warning' | 'error'> = { hint: 'note', info: 'note', warning: 'warning', error: 'error' };

/** SARIF 2.1.0, for code scanning. */
export const sarif: Reporter = { id: 'sarif', use: 'code scanning', report: sarifReport };

function sarifReport({ findings, baselined }: CheckResult): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Tierlint', version: VERSION, semanticVersion: VERSION, rules: ALL_RULES.map(describeRule) } },
        columnKind: 'utf16CodeUnits',
        results: baselined
          ? [
              ...findings.map((each) => ({ ...result(each), baselineState: 'new' })),
              ...baselined.map((each) => ({ ...result(each), baselineState: 'unchanged' })),
            ]
          : findings.map(result),
      },
    ],
  };
  return jsonText(log);
}

function describeRule({ id, docs, defaultSeverity }: (typeof ALL_RULES)[number]): object {
  return {
    id,
    shortDescription: { text: docs.summary },
    fullDescription: { text: docs.what },
    help: {
      text: `${docs.what}\n\n${docs.why}`,
      markdown: `${docs.what}\n\n## Why it costs\n\n${docs.why}\n\n## When not to follow it\n\n${docs.whenNot}`,
    },
    defaultConfiguration: { level: LEVELS[defaultSeverity] },
  };
}

function result(finding: InFile<FindingReport>): object {
  const { rule, severity, message, path, cell, line, column, endLine, endColumn, fingerprint } = finding;
  // The lines of a notebook's cell are no lines of its file.
  const region = cell === undefined ? { region: { startLine: line, startColumn: column, endLine, endColumn } } : {};
  return {
    ruleId: rule,
    ruleIndex: ALL_RULES.findIndex(({ id }) => id === rule),
    level: LEVELS[severity],
    message: { text: cell === undefined ? message : `Cell ${cell}, line ${line}: ${message}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) }, ...region } }],
    partialFingerprints: { 'tierlint/v1': fingerprint },
  };
}

/** A relative path as a relative URI; an absolute one as a file URI. */
function uriOf(path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}
