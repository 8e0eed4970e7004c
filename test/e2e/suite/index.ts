/** Entry of the extension tests, on a desktop and in code-server alike: runs every suite in VS Code's extension host. */
import Mocha from 'mocha';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, color: false, reporter: 'spec' });
  // The suites register themselves through mocha's globals.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./extension');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} of the extension tests failed`);
}
