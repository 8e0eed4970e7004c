import { Command, Option } from 'commander';
import { bill, type MonthlyTokens } from '../../core/estimate/bill';
import { tierTable } from '../../core/estimate/tierTable';
import { suggestion } from '../../core/text/closest';
import { colorsFor } from '../colors';
import { EXIT, UsageError, type Finish } from '../exit';
import { catalogHere } from '../input';
import { priceListJson, priceListText } from '../price/priceList';
import { priceJson, priceText } from '../price/priceReport';
import { parseQuantity } from '../quantity';

interface PriceOptions {
  readonly model?: string;
  readonly inputTokens?: number;
  readonly cachedTokens?: number;
  readonly outputTokens?: number;
  readonly requests?: number;
  readonly regional?: true;
  readonly format: 'text' | 'json';
}

/** `tierlint price`: what a month's tokens cost on each tier; without a model, the price list. */
export function priceCommand(finish: Finish): Command {
  const quantity = (flags: string, description: string): Option => new Option(flags, description).argParser(parseQuantity);
  return new Command('price')
    .description('what the tokens of a month cost on each tier')
    .option('-m, --model <name>', 'the model; without it, all models are listed')
    .addOption(quantity('-i, --input-tokens <n>', 'input tokens a month, cached ones included (k, M and B are understood)'))
    .addOption(quantity('-o, --output-tokens <n>', 'output tokens a month, reasoning included'))
    .addOption(quantity('-c, --cached-tokens <n>', 'input tokens of these that are read from the prompt cache'))
    .addOption(quantity('-r, --requests <n>', 'requests the tokens are spread over: long ones cost more'))
    .option('--regional', 'sent to a regional host, such as eu.api.openai.com')
    .addOption(new Option('-f, --format <name>', 'format of the answer').choices(['text', 'json']).default('text'))
    .action((options: PriceOptions) => {
      const today = new Date().toISOString().slice(0, 10);
      const catalog = catalogHere();
      const colors = colorsFor(process.stdout);
      const { model: name, format } = options;
      if (name === undefined) {
        if (options.inputTokens !== undefined || options.outputTokens !== undefined) throw new UsageError('say which model with --model');
        process.stdout.write(format === 'json' ? priceListJson(catalog, today) : priceListText(catalog, today, colors));
        return finish(EXIT.ok);
      }
      const model = catalog.model(name);
      if (!model)
        throw new UsageError(
          `no model "${name}"${suggestion(
            name,
            catalog.models.map(({ id }) => id),
          )}; \`tierlint price\` lists all`,
        );
      if (!model.prices.standard)
        throw new UsageError(
          `${model.id} has no price in the catalog: ${model.unpriced ?? model.notes.join(' ')} Prices of your own go into tierlint.json, below "models".`,
        );
      const table = tierTable({ catalog, modelName: name, today });
      const tokens = tokensOf(options);
      const answer = {
        model: model.id,
        table,
        ...(tokens && { tokens }),
        bill: bill(model, table.rows, tokens ?? { input: 0, output: 0, cached: 0, regional: false }),
      };
      process.stdout.write(format === 'json' ? priceJson(answer) : priceText(answer, colors));
      finish(EXIT.ok);
    });
}

/** Undefined when no tokens are given: then prices alone are told. */
function tokensOf({ inputTokens, outputTokens, cachedTokens, requests, regional }: PriceOptions): MonthlyTokens | undefined {
  if (inputTokens === undefined && outputTokens === undefined) {
    if (cachedTokens !== undefined || requests !== undefined)
      throw new UsageError('say how many tokens with --input-tokens and --output-tokens');
    return undefined;
  }
  const input = inputTokens ?? 0;
  const cached = cachedTokens ?? 0;
  if (cached > input) throw new UsageError('--cached-tokens are a part of --input-tokens and can’t be more');
  if (requests === 0) throw new UsageError('--requests must be at least 1');
  return { input, output: outputTokens ?? 0, cached, ...(requests !== undefined && { requests }), regional: regional === true };
}
