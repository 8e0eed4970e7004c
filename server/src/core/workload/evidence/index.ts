import { CHAT_SURFACES } from './chatSurfaces';
import { JOBS } from './jobs';
import type { FrameworkRow } from './row';
import { COMMAND_LINES } from './scripts';
import { TESTS_AND_EVALS } from './testsAndEvals';
import { WEB_FRAMEWORKS } from './webFrameworks';

/** Every framework, the strictest first: where two rows fit, the first counts. */
export const FRAMEWORKS: readonly FrameworkRow[] = [...JOBS, ...WEB_FRAMEWORKS, ...CHAT_SURFACES, ...TESTS_AND_EVALS, ...COMMAND_LINES];

/** Whether a module is one of the row's, or lies below one. */
export function isModuleOf(row: FrameworkRow, module: string): boolean {
  return row.modules.some(
    (name) => module === name || (module.startsWith(name) && (module[name.length] === '.' || module[name.length] === '/')),
  );
}
