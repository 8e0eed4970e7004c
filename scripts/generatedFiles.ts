/** Single files made from the code, wholly or in part, beside the rule pages. */
import { configSchema } from '../server/src/core/config/jsonSchema';
import { withTables } from './configTables';
import { withRuleSettings } from './manifest';
import { withLists } from './readme';
import { requestSchemas } from './requestSchemas';

/** Texts by path from the root of the repository. `current` is what stands there now: some files are written only in part. */
export function generatedFiles(): ReadonlyMap<string, (current: string) => string> {
  return new Map([
    ['schemas/tierlint.schema.json', () => `${JSON.stringify(configSchema(), null, 2)}\n`],
    ['docs/configuration.md', withTables],
    ['package.json', withRuleSettings],
    ['README.md', withLists],
    ['server/src/core/batchFile/data/requestSchemas.json', requestSchemas],
  ]);
}
