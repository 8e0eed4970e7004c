/** One converted Node program in a folder of its own, against a local OpenAI that does as a test says. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { BatchMode } from '../../server/src/core/fixes/batch/conversion';
import { convertLoops } from '../support/convertLoops';
import type { Run } from './execute';
import { startLocalOpenAI, type LocalOpenAI, type LocalOpenAIOptions } from './localOpenAI';
import { ProjectCopy } from './project';

/** Three requests; what they give is printed at the end. */
export const PROGRAM = 'pagesCounter.mjs';
export const MODULE = 'openaiBatch.mjs';
export const FOLDER = 'openai-batches';

export interface NodeScene {
  readonly openai: LocalOpenAI;
  run(extra?: {
    readonly broken?: string;
    readonly args?: readonly string[];
    readonly environment?: Readonly<Record<string, string>>;
  }): Promise<Run>;
  /** Requests of each batch that was submitted. */
  sizes(): readonly number[];
}

/** A copy of the programs that is used again and again; each scene starts with the program as it was written. */
export class NodeScenes {
  readonly copy = new ProjectCopy('batch-node');
  private readonly originals = new Map<string, string>();

  get folder(): string {
    return path.join(this.copy.folder, FOLDER);
  }

  /** Names of what is kept. */
  kept(): readonly string[] {
    return existsSync(this.folder) ? readdirSync(this.folder).sort() : [];
  }

  /** Converts a program as it was written, after changes to its text. */
  convert(mode: BatchMode = 'wait', program = PROGRAM, edit: (text: string) => string = (text) => text): void {
    const original = this.originals.get(program) ?? this.copy.read(program);
    this.originals.set(program, original);
    const files = convertLoops({ [`/${program}`]: edit(original), '/package.json': this.copy.read('package.json') }, `/${program}`, mode);
    for (const [name, text] of Object.entries(files)) this.copy.write(name.slice(1), text);
  }

  async with(options: LocalOpenAIOptions, test: (scene: NodeScene) => Promise<unknown>, program = PROGRAM): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    const openai = await startLocalOpenAI(options);
    try {
      await test({
        openai,
        run: ({ broken = '', args = [], environment = {} } = {}) =>
          this.copy.run(program, openai.baseUrl, broken ? ['breakWrites.cjs'] : [], {
            args,
            environment: { OPENAI_BATCH_POLL_SECONDS: '0.05', BREAK_WRITE: broken, ...environment },
          }),
        sizes: () => openai.batches.map(({ lines }) => lines.length),
      });
    } finally {
      await openai.close();
    }
  }

  dispose(): void {
    this.copy.dispose();
  }
}
