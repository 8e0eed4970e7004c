/** Entry of the command line. */
import { CommanderError } from 'commander';
import { EXIT, SIGNALS, UsageError } from './exit';
import { createProgram } from './program';
import { note } from './say';

process.on('SIGINT', () => process.exit(SIGNALS.SIGINT));
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader went away (`| head`): nobody is left to tell, but what was found still counts.
    if (error.code === 'EPIPE') return;
    if (stream === process.stdout) note(`can't write to standard output: ${error.code ?? error.message}`);
    process.exit(EXIT.failure);
  });
}

void run(process.argv).then(
  // Not process.exit: what is still on its way to a pipe would be lost.
  (code) => (process.exitCode = code),
);

async function run(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.ok;
  try {
    await createProgram((result) => (code = result)).parseAsync(argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.ok;
      if (error.code === 'commander.help') return EXIT.failure; // no command: the help was shown
      return fail(error.message.replace(/^error: /, ''));
    }
    return fail(error instanceof UsageError ? error.message : internal(error));
  }
}

function fail(message: string): number {
  note(message.replace(/\s*\n\s*/g, ' '));
  return EXIT.failure;
}

function internal(error: unknown): string {
  if (process.env['TIERLINT_DEBUG'] && error instanceof Error) return error.stack ?? error.message;
  return `internal error: ${error instanceof Error ? error.message : String(error)} (TIERLINT_DEBUG=1 shows where)`;
}
