import { Command } from 'commander';
import { VERSION } from '../workspace/version';
import type { Finish } from './exit';
import { auditCommand } from './commands/audit';
import { batchCommand } from './commands/batch';
import { checkCommand } from './commands/check';
import { diffCommand } from './commands/diff';
import { explainCommand } from './commands/explain';
import { fixCommand } from './commands/fix';
import { initCommand } from './commands/init';
import { lspCommand } from './commands/lsp';
import { priceCommand } from './commands/price';
import { usageCommand } from './commands/usage';

const COMMANDS = [
  checkCommand,
  fixCommand,
  initCommand,
  auditCommand,
  priceCommand,
  diffCommand,
  batchCommand,
  usageCommand,
  explainCommand,
  lspCommand,
];

/** The command line, ready to parse. Errors are thrown, never printed here. */
export function createProgram(finish: Finish): Command {
  const program = new Command('tierlint')
    .description('Finds OpenAI API calls, the service tier each runs on, and the cheaper tier it may use.')
    .version(VERSION, '-V, --version')
    .showSuggestionAfterError(true)
    .configureHelp({ sortSubcommands: false });
  for (const create of COMMANDS) program.addCommand(create(finish));
  for (const command of withSubcommands(program)) command.exitOverride().configureOutput({ outputError: () => {} });
  return program;
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
