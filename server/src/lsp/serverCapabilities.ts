import { TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver';
import type { ClientFeatures } from './clientFeatures';
import { APPLY_FIX } from '../protocol';
import { CODE_ACTION_KINDS } from './codeActions';
import { COMPLETION_TRIGGERS } from './completion';

/** Languages of notebook cells that are joined and analysed. */
const CELL_LANGUAGES = ['python', 'typescript', 'javascript'];

/** What the server offers to a client: pull diagnostics only to those that pull. */
export function serverCapabilities(features: ClientFeatures): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    notebookDocumentSync: {
      notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook' }, cells: CELL_LANGUAGES.map((language) => ({ language })) }],
    },
    ...(features.pullDiagnostics && {
      diagnosticProvider: { identifier: 'tierlint', interFileDependencies: true, workspaceDiagnostics: false },
    }),
    hoverProvider: true,
    completionProvider: { triggerCharacters: [...COMPLETION_TRIGGERS] },
    codeLensProvider: {},
    inlayHintProvider: true,
    executeCommandProvider: { commands: [APPLY_FIX] },
    codeActionProvider: features.codeActionLiterals ? { codeActionKinds: [...CODE_ACTION_KINDS] } : true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
