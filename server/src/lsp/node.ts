/** Entry on Node: `--stdio`, `--node-ipc`, `--socket=PORT` or `--pipe=NAME`, as vscode-languageserver reads them. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { tolerateInitialize } from './initializeParams';
import { startServer } from './server';
import { nodeRuntime } from './nodeRuntime';

const connection = createConnection(ProposedFeatures.all, {
  messageStrategy: {
    handleMessage: (message, next) => {
      tolerateInitialize(message);
      void next(message);
    },
  },
});
// Whatever prints to stdout would break the protocol there.
for (const method of ['log', 'info', 'debug'] as const) {
  console[method] = (...parts: unknown[]) => connection.console.log(parts.join(' '));
}
startServer(connection, nodeRuntime());
