import { DidChangeWatchedFilesNotification, FileChangeType, type DidChangeWatchedFilesParams } from 'vscode-languageserver';
import { basename } from '../workspace/paths';
import { familyOf } from '../workspace/fileKinds';
import type { Session } from './session';
import { pathOfUri } from './uri';

/** Files whose change can alter what an import or a call means: sources, manifests, configuration. */
const PATTERNS = [
  '**/*.{py,ipynb,js,mjs,cjs,jsx,ts,mts,cts,tsx}',
  '**/{package.json,pyproject.toml,setup.cfg,Pipfile,requirements*.txt,tierlint.json}',
  '**/{tsconfig,jsconfig}*.json',
];

/** What a change on disk means for the findings shown. */
export interface FileListener {
  /** The text of a source file changed; `dependents` are the files analysed with it, itself included. */
  changed(path: string, dependents: readonly string[]): void;
  /** Imports anywhere may now mean something else. */
  reshaped(): void;
}

/** Follows changes on disk. Clients without dynamic registration may still send them by themselves. */
export function registerWatchedFiles({ connection, features, analyses, files, guard, log }: Session, listener: FileListener): void {
  connection.onDidChangeWatchedFiles(
    guard.notification('workspace/didChangeWatchedFiles', ({ changes }: DidChangeWatchedFilesParams) => {
      let isReshaped = false;
      for (const { uri, type } of changes) {
        const path = pathOfUri(uri);
        if (basename(path) === 'node_modules') continue;
        if (type === FileChangeType.Changed && familyOf(path) !== undefined) {
          // What is open counts as it stands in the editor.
          if (files.view(path) !== undefined) continue;
          listener.changed(path, analyses.changed(path));
        } else {
          analyses.reshaped(path);
          isReshaped = true;
        }
      }
      if (isReshaped) listener.reshaped();
    }),
  );
  if (!features.watchedFiles) return;
  connection.client
    .register(DidChangeWatchedFilesNotification.type, { watchers: PATTERNS.map((globPattern) => ({ globPattern })) })
    .catch((error: unknown) => log.failure('registering file watchers', error));
}
