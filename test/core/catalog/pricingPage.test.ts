import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { priceDifferences } from '../../../scripts/catalog/priceDifferences';
import { readPricingPage } from '../../../scripts/catalog/pricingPage';
import { createCatalog } from '../../../server/src/core/catalog/catalog';

const COLUMNS =
  '| Model | Short context input | Short context cached input | Short context cache writes | Short context output | Long context input | Long context cached input | Long context cache writes | Long context output |';
const RULE = `|${' --- |'.repeat(9)}`;

function page(rows: { standard?: string[]; batch?: string[]; flex?: string[]; fast?: string[] }): string {
  const usual = ['| gpt-5.5 (<272K context length) | $5.00 | $0.50 | - | $30.00 | $10.00 | $1.00 | - | $45.00 |'];
  const half = ['| gpt-5.5 (<272K context length) | $2.50 | $0.25 | - | $15.00 | $5.00 | $0.50 | - | $22.50 |'];
  const fast = ['| gpt-5.5 (<272K context length) | $12.50 | $1.25 | - | $75.00 | - | - | - | - |'];
  const table = (name: string, lines: string[]): string => `### ${name} pricing data\n\n${[COLUMNS, RULE, ...lines].join('\n')}\n`;
  return [
    '# Pricing',
    table('Standard', rows.standard ?? usual),
    table('Batch', rows.batch ?? half),
    table('Flex', rows.flex ?? half),
    table('Fast', rows.fast ?? fast),
  ].join('\n');
}

const NEWS = /^[+~]/;

describe('a saved pricing page', () => {
  const catalog = createCatalog();
  const news = (text: string): string[] => priceDifferences(readPricingPage(text), catalog).filter((line) => NEWS.test(line));

  it('that says what the catalog says gives no news', () => {
    assert.deepEqual(news(page({})), []);
  });

  it('shows a changed price with both figures', () => {
    const text = page({ standard: ['| gpt-5.5 (<272K context length) | $4.00 | $0.40 | - | $24.00 | $8.00 | $0.80 | - | $36.00 |'] });
    assert.deepEqual(news(text), [
      '~ gpt-5.5 standard: 5 / 0.5 / 30 → 4 / 0.4 / 24',
      '~ gpt-5.5 standard long context: 10 / 1 / 45 → 8 / 0.8 / 36',
    ]);
  });

  it('shows models the catalog lacks, and cache writes that changed', () => {
    const text = page({
      flex: [
        '| gpt-9-sol | $1.00 | $0.10 | - | $5.00 | - | - | - | - |',
        '| gpt-5.6-luna | $0.10 | $0.01 | $0.20 | $0.60 | $0.20 | $0.02 | $0.25 | $0.90 |',
      ],
    });
    assert.deepEqual(news(text), ['+ gpt-9-sol flex: 1 / 0.1 / 5 (not in the catalog)', '~ gpt-5.6-luna flex cache writes: 0.125 → 0.2']);
  });

  it('names rows that left the page', () => {
    assert.ok(priceDifferences(readPricingPage(page({})), catalog).includes('- gpt-4.1 batch: in the catalog, not on the page'));
  });

  it('is refused when its shape changed', () => {
    assert.throws(() => readPricingPage(page({}).replace('### Flex pricing data', '### Flexible')), /no heading "Flex pricing data"/);
    assert.throws(() => readPricingPage(page({}).replace('| Short context output |', '| Output |')), /the columns are/);
    assert.throws(
      () => readPricingPage(page({ fast: ['| gpt-5.5 | about $3 | - | - | $1 | - | - | - | - |'] })),
      /gpt-5.5 has "about \$3"/,
    );
    assert.throws(() => readPricingPage(page({ fast: ['| gpt-5.5 | $3.00 |'] })), /has 2 cells/);
  });
});
