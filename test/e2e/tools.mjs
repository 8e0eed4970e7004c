// Which VS Code the end-to-end tests run in, and whether its installation is still to be done.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { TOOLS } from './codeServer.mjs';

/** A desktop VS Code instead of code-server. */
export const isDesktop = process.env.TIERLINT_E2E === 'desktop' || process.env.VSCODE_EXECUTABLE_PATH !== undefined;

/** The command that installs what is missing; undefined when nothing is. */
export function installation() {
  if (isDesktop || fs.existsSync(path.join(TOOLS, '.installed'))) return undefined;
  return { command: 'bash', args: [path.join(import.meta.dirname, 'install.sh'), TOOLS] };
}
