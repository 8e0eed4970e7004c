import * as vscode from 'vscode';
import { LanguageClient, State, TransportKind, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';
import { APPLY_FIX, SETTINGS_SECTION, type InitializationOptions } from '../../server/src/protocol';
import type { Logs } from './logs';

const LANGUAGES = ['python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact'];

/** The language server's process, started, stopped and restarted one at a time. */
export class ServerHandle {
  private client: LanguageClient | undefined;
  /** Start and stop take their turns: two restarts at once would leave two servers. */
  private turn: Promise<void> = Promise.resolve();
  private readonly stateChanged = new vscode.EventEmitter<State>();
  readonly onDidChangeState = this.stateChanged.event;

  constructor(
    private readonly serverPath: string,
    private readonly logs: Logs,
  ) {}

  /** The running client; undefined before the start and after a stop. */
  get running(): LanguageClient | undefined {
    return this.client?.state === State.Running ? this.client : undefined;
  }

  start(): Promise<void> {
    return this.enqueue(() => this.startNow());
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.stopNow());
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  private enqueue(action: () => Promise<void>): Promise<void> {
    const done = this.turn.then(action);
    this.turn = done.catch(() => {});
    return done;
  }

  private async startNow(): Promise<void> {
    if (this.client) return;
    const client = new LanguageClient(SETTINGS_SECTION, 'Tierlint', this.serverOptions(), this.clientOptions());
    this.client = client;
    client.onDidChangeState(({ newState }) => this.stateChanged.fire(newState));
    await client.start();
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      // Also when it never came up: dispose ends a process that still starts.
      await client?.dispose();
    } catch (error) {
      this.logs.main.warn(`The server did not stop cleanly: ${String(error)}`);
    }
    this.stateChanged.fire(State.Stopped);
  }

  private serverOptions(): ServerOptions {
    const module = this.serverPath;
    return {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6019'] } },
    };
  }

  private clientOptions(): LanguageClientOptions {
    const options: InitializationOptions = { commandLinks: true };
    return {
      documentSelector: [
        ...LANGUAGES.flatMap((language) => [
          { scheme: 'file', language },
          { scheme: 'untitled', language },
          // Repositories that are opened without a checkout.
          { scheme: 'vscode-vfs', language },
          { notebook: 'jupyter-notebook', language },
        ]),
        ...['file', 'untitled', 'vscode-vfs'].map((scheme) => ({ scheme, language: 'jsonl' })),
        // Whatever the user's editor makes of the name.
        { scheme: 'file', pattern: '**/*.jsonl' },
        { scheme: 'file', pattern: '**/tierlint.json' },
      ],
      initializationOptions: options,
      markdown: { isTrusted: { enabledCommands: [APPLY_FIX] } },
      outputChannel: this.logs.main,
      traceOutputChannel: this.logs.trace,
    };
  }
}
