import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { defaultCatalog, looksLikeOpenAIModel } from '../../core/catalog/catalog';
import { CONFIG_NAME } from '../../core/config/config';
import { dirname, join, relativeTo, toForwardSlashes } from '../../workspace/paths';
import { writeWhole } from '../../workspace/writeFile';
import type { Scan } from '../../workspace/scan/scan';
import { EXIT, UsageError, type Finish } from '../exit';
import { propose } from '../init/proposal';
import { renderConfig, type Models } from '../init/render';
import { said, scanInput, shown } from '../input';
import { count } from '../count';

interface InitOptions {
  readonly force?: true;
  readonly cache: boolean;
}

/** `tierlint init`: writes a first `tierlint.json` from what a scan finds. */
export function initCommand(finish: Finish): Command {
  return new Command('init')
    .description('write a commented tierlint.json from the calls found here')
    .argument('[folder]', 'where to look and to write (default: the working directory)', '.')
    .option('--force', 'overwrite a tierlint.json that is there')
    .option('--no-cache', 'neither use nor keep results of earlier runs')
    .action(async (name: string, { force, cache }: InitOptions) => {
      const folder = toForwardSlashes(resolve(name));
      if (!existsSync(folder)) throw new UsageError(`no such folder: ${shown(folder)}`);
      if (!statSync(folder).isDirectory()) throw new UsageError(`${shown(folder)} is no folder`);
      const file = join(folder, CONFIG_NAME);
      if (!force && existsSync(file)) throw new UsageError(`${shown(file)} exists; --force overwrites it`);
      const scanned = await scanInput([folder], { cache, ignoresConfig: true });
      const calls = callsOf(scanned, folder);
      const paths = propose(calls);
      write(file, renderConfig(paths, modelsOf(scanned)));
      process.stdout.write(`${summary(file, calls.length, paths.length)}\n`);
      finish(EXIT.ok);
    });
}

/** Calls to OpenAI; others run on tiers of their own. */
function callsOf({ reports }: Scan, folder: string): Parameters<typeof propose>[0] {
  return reports.flatMap(({ file, calls }) =>
    calls
      .filter(({ provider }) => provider === 'openai')
      .map(({ workload, evidence }) => ({
        path: relativeTo(folder, file),
        workload,
        ...(evidence[0] !== undefined && { evidence: evidence[0] }),
      })),
  );
}

function modelsOf({ reports }: Scan): Models {
  const counts = new Map<string, number>();
  for (const { calls } of reports) {
    for (const { model, provider } of calls)
      if (provider === 'openai' && model !== null && model !== 'dynamic') counts.set(model, (counts.get(model) ?? 0) + 1);
  }
  const inUse = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return {
    inUse,
    unknown: inUse.map(([model]) => model).filter((model) => defaultCatalog.model(model) === undefined && looksLikeOpenAIModel(model)),
  };
}

function write(file: string, text: string): void {
  try {
    writeWhole(file, text);
  } catch (error) {
    throw new UsageError(`can't write ${shown(file)}: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`);
  }
}

function summary(file: string, calls: number, paths: number): string {
  const nothing = calls === 0 ? 'No OpenAI calls were found here' : 'Nothing tells who waits for the calls here';
  const found =
    paths === 0
      ? `${nothing}, so it says nothing about paths yet.`
      : `It says what ${count(paths, 'path')} ${paths === 1 ? 'is' : 'are'} meant for, from ${count(calls, 'call')}.`;
  const folder = said(dirname(file));
  return [
    `Wrote ${said(file)}. ${found}`,
    'Next: read it and correct what is wrong; then',
    `  tierlint check${folder === '.' ? '' : ` ${folder}`}`,
    'reports the calls that run on another tier than it says.',
  ].join('\n');
}
