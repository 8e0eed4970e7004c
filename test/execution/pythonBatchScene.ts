/** One converted Python program in a folder of its own, against a local OpenAI that does as a test says. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { convertLoops } from '../support/batch';
import type { Run } from './execute';
import { startLocalOpenAI, type LocalOpenAI, type LocalOpenAIOptions } from './localOpenAI';
import { ProjectCopy } from './project';

/** Three requests, whose answers are printed in turn. */
export const PROGRAM = 'summarize_reviews.py';
export const MODULE = 'openai_batch.py';
export const FOLDER = 'openai_batches';

export interface Scene {
  readonly copy: ProjectCopy;
  readonly openai: LocalOpenAI;
  run(environment?: Readonly<Record<string, string>>): Promise<Run>;
  /** Names of what is kept, without the key they begin with. */
  kept(): readonly string[];
  /** Requests of each batch that was submitted. */
  sizes(): readonly number[];
}

export interface SceneOptions extends LocalOpenAIOptions {
  readonly mode?: 'wait' | 'two-step';
  readonly program?: string;
  /** Changes to the program's text before it is converted. */
  readonly edit?: (text: string) => string;
}

export async function sceneOf(test: TestContext, options: SceneOptions = {}): Promise<Scene> {
  const { mode, program = PROGRAM, edit } = options;
  const copy = new ProjectCopy('batch-python');
  const original = copy.read(program);
  const { text, made } = convertLoops(`/${program}`, edit?.(original) ?? original, mode);
  copy.write(program, text);
  copy.write(MODULE, made[`/${MODULE}`]!);
  const openai = await startLocalOpenAI(options);
  test.after(async () => {
    await openai.close();
    copy.dispose();
  });
  return {
    copy,
    openai,
    run: (environment) => copy.run(program, openai.baseUrl, [], { environment: { OPENAI_BATCH_POLL_SECONDS: '0.01', ...environment } }),
    kept: () =>
      readdirSync(path.join(copy.folder, FOLDER))
        .map((name) => name.replace(/^[^.]*/, ''))
        .sort(),
    sizes: () => openai.batches.map(({ lines }) => lines.length),
  };
}

/** Starts the program as a process of its own and sends it a signal the moment `moment` says so. */
export async function interrupted(
  test: TestContext,
  signal: NodeJS.Signals,
  moment: (call: { method: string; path: string }, nth: number) => boolean,
  args: readonly string[] = [],
): Promise<Scene & { readonly stderr: string; readonly ended: NodeJS.Signals | number | null }> {
  let child: ReturnType<typeof spawn> | undefined;
  const found = await sceneOf(test, {
    refuseCall: (call, nth) => {
      if (child && moment(call, nth)) child.kill(signal);
      return undefined;
    },
  });
  child = spawn(found.copy.interpreter, [PROGRAM, ...args], {
    cwd: found.copy.folder,
    env: { PATH: process.env.PATH, OPENAI_BASE_URL: found.openai.baseUrl, OPENAI_API_KEY: 'k', OPENAI_BATCH_POLL_SECONDS: '0.2' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr!.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
  const ended = await new Promise<NodeJS.Signals | number | null>((resolve) =>
    child!.on('close', (code, name) => {
      resolve(name ?? code);
    }),
  );
  child = undefined;
  return { ...found, stderr, ended };
}
