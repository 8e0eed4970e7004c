import type { ClientCapabilities, DiagnosticClientCapabilities } from 'vscode-languageserver';

/** What the client can do, as plain answers. A capability that is not announced is one that isn't there. */
export interface ClientFeatures {
  readonly pullDiagnostics: boolean;
  readonly diagnosticRefresh: boolean;
  readonly codeLensRefresh: boolean;
  readonly inlayHintRefresh: boolean;
  readonly relatedInformation: boolean;
  readonly publishVersion: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  readonly unnecessaryTag: boolean;
  readonly markdownHover: boolean;
  readonly codeActionLiterals: boolean;
  readonly snippets: boolean;
  readonly preferredActions: boolean;
  readonly documentChanges: boolean;
  /** A change may make files. */
  readonly createsFiles: boolean;
  /** Edits that the client shows and asks about before it applies them. */
  readonly changeAnnotations: boolean;
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly watchedFiles: boolean;
  readonly workspaceFolders: boolean;
}

/** Reads the capabilities of `initialize`. Tolerates clients that send none at all. */
export function clientFeatures(given: ClientCapabilities | null | undefined): ClientFeatures {
  const { workspace, textDocument } = given ?? {};
  const publish = textDocument?.publishDiagnostics;
  // Some clients say null.
  const pull = textDocument?.diagnostic as DiagnosticClientCapabilities | null | undefined;
  // Both ways of reporting have the same fields; a client that pulls may announce them in either place.
  const either = (name: 'relatedInformation' | 'codeDescriptionSupport' | 'dataSupport'): boolean =>
    publish?.[name] === true || pull?.[name] === true;
  const tags = [...listOf(publish?.tagSupport?.valueSet), ...listOf(pull?.tagSupport?.valueSet)];
  return {
    pullDiagnostics: pull !== undefined && pull !== null,
    codeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    inlayHintRefresh: workspace?.inlayHint?.refreshSupport === true,
    diagnosticRefresh: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation: either('relatedInformation'),
    publishVersion: publish?.versionSupport === true,
    codeDescription: either('codeDescriptionSupport'),
    diagnosticData: either('dataSupport'),
    unnecessaryTag: tags.includes(1),
    markdownHover: listOf(textDocument?.hover?.contentFormat).includes('markdown'),
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    preferredActions: textDocument?.codeAction?.isPreferredSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: listOf(workspace?.workspaceEdit?.resourceOperations).includes('create'),
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    configuration: workspace?.configuration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
  };
}

/** What a client sent where a list is expected. */
function listOf<T>(given: readonly T[] | undefined): readonly T[] {
  return Array.isArray(given) ? (given as readonly T[]) : [];
}
