/** From a keystroke to findings, in this process: what the server does between two letters. */
import { defaultCatalog } from '../../server/src/core/catalog/catalog';
import { NodeFileSystem } from '../../server/src/workspace/nodeFileSystem';
import { createFrontEnds } from '../../server/src/workspace/nodeFrontEnds';
import { Workspace } from '../../server/src/workspace/workspace';
import { pythonFile, typescriptFile } from './corpus';
import { quantile, type Target } from './measure';
import { rawTreeSitter, rawTypeScript } from './rawParsers';

const LINES = 2000;
const WARM_UP = 60;
const KEYSTROKES = 300;
const TYPED = ' client.responses.create(model="gpt-5.1", input=text)';

export async function measureKeystrokes(): Promise<Target[]> {
  const python = linesOf(pythonFile(160, 'calls'));
  const typescript = linesOf(typescriptFile(160, 'calls'));
  // The front end first: it must be the one to start the wasm runtime.
  return [
    target('Python', await keystrokes('/bench/app.py', python), await rawTreeSitter(editsOf(python)), 15),
    target('TypeScript', await keystrokes('/bench/app.ts', typescript), rawTypeScript(editsOf(typescript)), 8),
  ];
}

function target(language: string, times: readonly number[], raw: readonly number[], limit: number): Target {
  const parser = `the parser alone p50 ${quantile(raw, 0.5).toFixed(1)}, p95 ${quantile(raw, 0.95).toFixed(1)} ms`;
  return {
    name: `keystroke, ${language}, p95`,
    value: quantile(times, 0.95),
    limit,
    unit: ' ms',
    note: `p50 ${quantile(times, 0.5).toFixed(1)} ms, ${LINES} lines, ${KEYSTROKES} keystrokes; ${parser}`,
  };
}

/** The texts of all keystrokes: typing in the middle of the file, and taking it back. */
function editsOf(text: string): string[] {
  const middle = text.indexOf('\n', text.length / 2);
  return Array.from(
    { length: WARM_UP + KEYSTROKES },
    (_, i) => text.slice(0, middle) + TYPED.slice(0, i % TYPED.length) + text.slice(middle),
  );
}

/** From each text to its findings. */
async function keystrokes(path: string, text: string): Promise<number[]> {
  const workspace = new Workspace({ fileSystem: new NodeFileSystem(), frontEnds: createFrontEnds(), roots: ['/bench'] });
  await workspace.prepare(path);
  const options = { catalog: defaultCatalog, today: '2026-11-23' };
  const times: number[] = [];
  for (const [i, edited] of editsOf(text).entries()) {
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
