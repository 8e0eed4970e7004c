import type { Connection } from 'vscode-languageserver';
import type { Analyses } from './analyses';
import type { ClientFeatures } from './clientFeatures';
import type { Folders } from './folders';
import type { Guard } from './guard';
import type { Log } from './log';
import type { OpenFiles } from './openFiles';
import type { Runtime } from './runtime';
import type { SettingsStore } from './settingsStore';

/** What the features share once a client has said who it is. */
export interface Session {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly features: ClientFeatures;
  /** The client runs `command:` links of a hover. */
  readonly commandLinks: boolean;
  readonly log: Log;
  readonly guard: Guard;
  readonly settings: SettingsStore;
  readonly folders: Folders;
  readonly files: OpenFiles;
  readonly analyses: Analyses;
}
