/**
 * `npm run catalog:refresh -- pricing.md`: compares the catalog with a saved copy of OpenAI's pricing page
 * (https://developers.openai.com/api/docs/pricing.md) and prints what differs: input / cached input / output in dollars per million tokens. Writes nothing; a
 * maintainer edits `core/catalog/data/models.json`, with the date and source of the page.
 */
import { readFileSync } from 'node:fs';
import { defaultCatalog } from '../../server/src/core/catalog/catalog';
import { priceDifferences } from './priceDifferences';
import { readPricingPage } from './pricingPage';

const [file] = process.argv.slice(2);
try {
  if (file === undefined) throw new Error('usage: npm run catalog:refresh -- <saved copy of the pricing page, as markdown>');
  const differences = priceDifferences(readPricingPage(readFileSync(file, 'utf8')), defaultCatalog);
  for (const line of differences) console.log(line);
  console.log(
    differences.length === 0 ? 'The catalog says what the page says.' : `${differences.length} differences. Nothing was written.`,
  );
} catch (error) {
  console.error(`catalog:refresh: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
