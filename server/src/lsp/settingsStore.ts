import type { Connection } from 'vscode-languageserver';
import { SETTINGS_SECTION } from '../protocol';
import type { ClientFeatures } from './clientFeatures';
import type { Log } from './log';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from './settings';

/** Settings per scope: folders of one workspace may differ. Asked for once, until the client says they changed. */
export class SettingsStore {
  private readonly byUri = new Map<string, Promise<Settings>>();
  /** For clients that can't be asked: what they sent by themselves. */
  private sent: Settings;

  constructor(
    private readonly connection: Connection,
    private readonly features: ClientFeatures,
    private readonly log: Log,
    initial: unknown,
  ) {
    this.sent = parseSettings(initial);
  }

  /** The settings for a folder or a file outside all folders; the defaults when the client can't say. */
  for(uri: string): Promise<Settings> {
    if (!this.features.configuration) return Promise.resolve(this.sent);
    let settings = this.byUri.get(uri);
    if (!settings) {
      settings = this.ask(uri);
      this.byUri.set(uri, settings);
    }
    return settings;
  }

  /** The client's settings changed; `sent` is what `workspace/didChangeConfiguration` carried. */
  changed(sent: unknown): void {
    this.byUri.clear();
    const section = typeof sent === 'object' && sent !== null ? (sent as Record<string, unknown>)[SETTINGS_SECTION] : undefined;
    if (section !== undefined && section !== null) this.sent = parseSettings(section);
  }

  private async ask(uri: string): Promise<Settings> {
    try {
      return parseSettings(await this.connection.workspace.getConfiguration({ scopeUri: uri, section: SETTINGS_SECTION }));
    } catch (error) {
      this.log.failure('workspace/configuration', error);
      return DEFAULT_SETTINGS;
    }
  }
}
