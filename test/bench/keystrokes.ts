/** From a keystroke to findings, in this process: what the server does between two letters. */
import { defaultCatalog } from '../../server/src/core/catalog/catalog';
import { NodeFileSystem } from '../../server/src/workspace/nodeFileSystem';
import { createFrontEnds } from '../../server/src/workspace/nodeFrontEnds';
import { Workspace } from '../../server/src/workspace/workspace';
import { pythonFile, typescriptFile } from './corpus';
import { quantile, type Target } from './measure';

const LINES = 2000;
const WARM_UP = 60;
const KEYSTROKES = 300;
const TYPED = ' client.responses.create(model="gpt-5.1", input=text)';

export async function measureKeystrokes(): Promise<Target[]> {
  const python = await keystrokes('/bench/app.py', linesOf(pythonFile(160, 'calls')));
  const typescript = await keystrokes('/bench/app.ts', linesOf(typescriptFile(160, 'calls')));
  return [target('Python', python, 15), target('TypeScript', typescript, 8)];
}

function target(language: string, times: readonly number[], limit: number): Target {
  return { name: `keystroke, ${language}, p95`, value: quantile(times, 0.95), limit, unit: ' ms', note: `p50 ${quantile(times, 0.5).toFixed(1)} ms, ${LINES} lines, ${KEYSTROKES} keystrokes` };
}

/** Types in the middle of the file, and takes it back. */
async function keystrokes(path: string, text: string): Promise<number[]> {
  const workspace = new Workspace({ fileSystem: new NodeFileSystem(), frontEnds: createFrontEnds(), roots: ['/bench'] });
  await workspace.prepare(path);
  const options = { catalog: defaultCatalog, today: '2026-11-23' };
  const middle = text.indexOf('\n', text.length / 2);
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + KEYSTROKES; i++) {
    const typed = TYPED.slice(0, i % TYPED.length);
    const edited = text.slice(0, middle) + typed + text.slice(middle);
    const start = performance.now();
    workspace.setOverlay(path, edited);
    workspace.analyze(path, options);
    if (i >= WARM_UP) times.push(performance.now() - start);
  }
  workspace.dispose();
  return times;
}

function linesOf(text: string): string {
  return text.split('\n').slice(0, LINES).join('\n');
}
