/**
 * `npm run catalog:check`: every model that the installed `openai` package names is in the catalog, priced or listed as
 * unpriced. Fails with the names that are not; says which price rows are older than 90 days.
 */
import { defaultCatalog } from '../../server/src/core/catalog/catalog';
import { isStale } from '../../server/src/core/estimate/caveats';
import { sdkModels } from './sdkModels';

const { version, names } = sdkModels();
const known = new Set(defaultCatalog.models.flatMap(({ id, aliases }) => [id, ...aliases]));
const missing = names.filter((name) => !known.has(name));
const priced = defaultCatalog.models.filter(({ unpriced }) => !unpriced);
const today = new Date().toISOString().slice(0, 10);
const stale = priced.filter((model) => isStale(model, today));

console.log(
  `${names.length} names in openai ${version}; ${priced.length} models with prices, ${defaultCatalog.models.length - priced.length} without.`,
);
if (stale.length > 0)
  console.log(
    `Older than 90 days (npm run catalog:refresh compares them with a saved pricing page): ${stale.map(({ id, asOf }) => `${id} ${asOf}`).join(', ')}`,
  );
if (missing.length > 0) {
  console.error(`Neither priced (core/catalog/data/models.json) nor listed as unpriced (unpriced.json): ${missing.join(', ')}`);
  process.exitCode = 1;
}
