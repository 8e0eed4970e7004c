import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Command } from 'commander';
import { UsageError } from '../exit';

/** `tierlint lsp`: the language server. It reads its transport from the process's arguments. */
export function lspCommand(): Command {
  return new Command('lsp')
    .description('start the language server')
    .option('--stdio', 'talk over standard input and output (the default)')
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      const server = join(__dirname, 'server.js');
      if (!existsSync(server)) throw new UsageError(`the language server is missing: ${server}`);
      if (!process.argv.some((argument) => /^--(?:stdio|node-ipc|socket|pipe)\b/.test(argument))) process.argv.push('--stdio');
      createRequire(__filename)(server);
    });
}
