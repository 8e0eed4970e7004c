/** A language client for tests: the built server as a process, spoken to over stdio as any editor does. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';

/** Another build can be named, to test what is about to be built. */
const SERVER = process.env['TIERLINT_SERVER'] ?? path.resolve(import.meta.dirname, '../../dist/server.js');

/** What editors of the day announce. Spread and change it for the odd ones. */
export const MODERN: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
  },
  textDocument: {
    publishDiagnostics: {
      versionSupport: true,
      codeDescriptionSupport: true,
      dataSupport: true,
      relatedInformation: true,
      tagSupport: { valueSet: [1, 2] },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } }, isPreferredSupport: true },
  },
  notebookDocument: { synchronization: {} },
};

/** A client that pulls diagnostics. */
export const PULLING: ClientCapabilities = {
  ...MODERN,
  textDocument: { ...MODERN.textDocument, diagnostic: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true } },
};

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  /** Files of the workspace folder, by relative path. */
  readonly files?: Readonly<Record<string, string>>;
  /** The `tierlint` section, given when the server asks. */
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
  /** Opens no workspace folder. */
  readonly withoutFolder?: boolean;
}

export class TestClient {
  readonly folder: string;
  readonly published = new Map<string, PublishDiagnosticsParams>();
  /** Every publication in order. */
  readonly publications: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  readonly registered: string[] = [];
  refreshes = 0;
  settings: unknown;
  initialized!: InitializeResult;
  private readonly waiting = new Set<() => void>();
  private readonly versions = new Map<string, number>();

  private constructor(
    readonly connection: ProtocolConnection,
    readonly process: ChildProcessWithoutNullStreams,
    options: ClientOptions,
  ) {
    this.folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'tierlint-lsp-')));
    this.settings = options.settings ?? {};
    for (const [name, text] of Object.entries(options.files ?? {})) this.write(name, text);
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params);
      this.publications.push(params);
      this.wake();
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => void this.logged.push(message));
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => this.settings));
    connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
      this.registered.push(...registrations.map(({ method }) => method));
      this.wake();
    });
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      this.wake();
    });
    connection.onRequest('window/workDoneProgress/create', () => null);
  }

  /** Starts a server and shakes hands with it. */
  static async start(options: ClientOptions = {}): Promise<TestClient> {
    if (!existsSync(SERVER)) throw new Error('dist/server.js is missing: run `npm run build` first');
    const server = spawn(process.execPath, [SERVER, '--stdio']);
    const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
    connection.listen();
    const client = new TestClient(connection, server, options);
    const uri = pathToFileURL(client.folder).href;
    client.initialized = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: options.withoutFolder ? null : uri,
      workspaceFolders: options.withoutFolder ? null : [{ uri, name: 'workspace' }],
      capabilities: options.capabilities ?? MODERN,
      initializationOptions: options.initializationOptions,
    });
    await connection.sendNotification('initialized', {});
    return client;
  }

  /** Ends the server as an editor does, and checks that it goes. */
  async stop(): Promise<number | null> {
    const exited =
      this.process.exitCode !== null
        ? Promise.resolve(this.process.exitCode)
        : new Promise<number | null>((resolve) => this.process.once('exit', resolve));
    if (this.process.exitCode === null) {
      await this.connection.sendRequest('shutdown').catch(() => {});
      await this.connection.sendNotification('exit').catch(() => {});
    }
    const code = await exited;
    this.connection.dispose();
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }

  uri(name: string): string {
    return pathToFileURL(path.join(this.folder, name)).href;
  }

  write(name: string, text: string): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Opens a document and returns its URI. */
  async open(name: string, text: string, languageId = languageOf(name)): Promise<string> {
    const uri = name.includes(':') ? name : this.uri(name);
    this.versions.set(uri, 1);
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return uri;
  }

  async change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<number> {
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    return version;
  }

  async close(uri: string): Promise<void> {
    this.versions.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** Closes what is open, so that the next test finds the server as new. */
  async closeAll(): Promise<void> {
    for (const uri of [...this.versions.keys()]) await this.close(uri);
    this.published.clear();
  }

  /** Published diagnostics of a document, once they satisfy the condition. */
  async diagnostics(uri: string, isAwaited: (params: PublishDiagnosticsParams) => boolean = () => true): Promise<Diagnostic[]> {
    const params = await this.until(`diagnostics of ${uri}`, () => {
      const latest = this.published.get(uri);
      return latest && isAwaited(latest) ? latest : undefined;
    });
    return params.diagnostics;
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  hover(uri: string, position: Position): Promise<Hover | null> {
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
  }

  codeActions(uri: string, range: Range, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...context },
    });
  }

  /** Waits until a value is there; looks again at every message of interest. */
  async until<T>(what: string, look: () => T | undefined, milliseconds = 8000): Promise<T> {
    const end = Date.now() + milliseconds;
    for (;;) {
      const value = look();
      if (value !== undefined) return value;
      if (Date.now() > end) throw new Error(`waited in vain for ${what}; log:\n${this.logged.join('\n')}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 100);
        this.waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}

function languageOf(name: string): string {
  const languages: Record<string, string> = { '.py': 'python', '.ts': 'typescript', '.tsx': 'typescriptreact', '.js': 'javascript' };
  return languages[path.extname(name)] ?? 'plaintext';
}
