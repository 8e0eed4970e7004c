/** The table of prices that a generated helper carries: its estimate has to work without this program. */
import type { Catalog } from '../../catalog/catalog';
import { guessOutput } from '../../estimate/outputGuess';

export interface HelperPrice {
  readonly id: string;
  /** US dollars per million tokens, standard. */
  readonly input: number;
  readonly output: number;
  /** Tokens that an answer is taken to have where nothing limits it. */
  readonly answer: number;
}

/** Models that a batch takes at half the standard price, and that are not shut down at the date of the catalog. */
export function pricesOf({ models, asOf }: Catalog): readonly HelperPrice[] {
  return models.flatMap((model) => {
    const { standard, batch } = model.prices;
    if (!standard || model.takes.batch === false || (model.shutdown !== undefined && model.shutdown <= asOf)) return [];
    if (batch ? batch.input * 2 !== standard.input : model.kind !== 'embedding') return [];
    return [{ id: model.id, input: standard.input, output: standard.output, answer: guessOutput(model, undefined).tokens.likely }];
  });
}
