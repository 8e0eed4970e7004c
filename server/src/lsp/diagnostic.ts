import { DiagnosticSeverity, DiagnosticTag, type Diagnostic, type DiagnosticRelatedInformation } from 'vscode-languageserver';
import type { Finding } from '../core/findings/finding';
import type { Severity } from '../core/findings/severity';
import type { Span } from '../core/text/span';
import type { ClientFeatures } from './clientFeatures';
import type { FileView } from './fileView';
import { ruleUrl } from './ruleUrl';

/** What a diagnostic carries for the code actions that are asked for it later. */
interface DiagnosticData {
  readonly messageId: string;
}

/** Finds the document and range of a span in any file; undefined when the file can't be read. */
export type Locate = (file: string, span: Span) => DiagnosticRelatedInformation['location'] | undefined;

const SEVERITY: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A finding as the client shows it, with the URI of the document it belongs to. */
export function toDiagnostic(
  finding: Finding,
  view: FileView,
  features: ClientFeatures,
  locate: Locate,
): { readonly uri: string; readonly diagnostic: Diagnostic } | undefined {
  const place = view.locate(finding.underline) ?? view.locate(finding.span);
  if (!place) return undefined;
  const related = features.relatedInformation ? relatedInformation(finding, locate) : [];
  const data: DiagnosticData = { messageId: finding.messageId };
  const diagnostic: Diagnostic = {
    range: place.range,
    severity: SEVERITY[finding.severity],
    source: 'tierlint',
    code: finding.rule,
    message: `${view.describe?.(finding.underline) ?? ''}${finding.message}`,
    ...(features.codeDescription && { codeDescription: { href: ruleUrl(finding.rule) } }),
    ...(features.diagnosticData && { data }),
    ...(related.length > 0 && { relatedInformation: related }),
    ...(features.unnecessaryTag && finding.rule === 'unused-suppression' && { tags: [DiagnosticTag.Unnecessary] }),
  };
  return { uri: place.uri, diagnostic };
}

/** Where the client is made, when that is what the finding hangs on: its timeout, or a client of another file. */
function relatedInformation({ callSite, file }: Finding, locate: Locate): DiagnosticRelatedInformation[] {
  const construction = callSite?.client.construction;
  if (!construction) return [];
  const isTelling = callSite.timeout.from === 'client' || construction.file !== file;
  const location = isTelling ? locate(construction.file, construction.call.span) : undefined;
  return location ? [{ location, message: 'The client is created here.' }] : [];
}
