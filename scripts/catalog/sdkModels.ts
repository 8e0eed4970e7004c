/** The model names that the installed `openai` package knows. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { looksLikeOpenAIModel } from '../../server/src/core/catalog/modelNames';

const require = createRequire(import.meta.url);

export interface SdkModels {
  readonly version: string;
  readonly names: readonly string[];
}

/** Names in the package's types of models (`export type ChatModel = …`, `model?: …`), sorted. */
export function sdkModels(): SdkModels {
  const folder = dirname(require.resolve('openai'));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const names = new Set<string>();
  for (const file of readdirSync(join(folder, 'resources'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.d.ts')) continue;
    for (const line of readFileSync(join(folder, 'resources', file), 'utf8').split('\n')) {
      if (!/\bexport type \w*Models?\b|\bmodels?\??:/.test(line)) continue;
      for (const [, name] of line.matchAll(/'([a-z][a-z0-9.-]+)'/g)) if (looksLikeOpenAIModel(name!)) names.add(name!);
    }
  }
  return { version, names: [...names].sort() };
}
