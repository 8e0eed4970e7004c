/** The model that the catalog names as successor, where it costs less. */
import type { CheaperWay } from '../callSite/cheaperWay';
import type { Catalog } from '../catalog/catalog';
import type { Model, TierPrice } from '../catalog/model';
import { tokensFactor } from '../estimate/outputGuess';
import { rateOf } from '../estimate/rate';

/** What the successor of a model costs on standard, and on flex where it takes that. */
export interface Successor {
  readonly model: Model;
  readonly standard: TierPrice;
  readonly flex?: TierPrice;
}

export function successorOf(model: Model | undefined, catalog: Catalog): Successor | undefined {
  const next = model?.replacement === undefined ? undefined : catalog.model(model.replacement);
  const standard = next && rateOf(next, 'standard');
  if (!next || !standard) return undefined;
  const flex = next.takes.flex ? rateOf(next, 'flex') : undefined;
  return { model: next, standard, ...(flex && { flex }) };
}

/** By list price alone, on some tier: how many tokens it writes is another matter. */
export function isCheaperPerToken({ standard, flex }: Successor, now: TierPrice): boolean {
  const { input, output } = flex ?? standard;
  return input <= now.input && output <= now.output && (input < now.input || output < now.output);
}

/** The successor, on flex where it takes that, as a way to run the call. A model that reasons is taken to write as many tokens more as estimates assume. */
export function successorWay(model: Model, now: TierPrice, catalog: Catalog): Omit<CheaperWay, 'takes'> | undefined {
  const successor = successorOf(model, catalog);
  if (!successor || now.input === 0 || now.output === 0) return undefined;
  const then = successor.flex ?? successor.standard;
  const share = Math.max(then.input / now.input, (then.output * tokensFactor(model, successor.model)) / now.output);
  return {
    tier: successor.flex ? 'flex' : 'standard',
    label: successor.flex ? `${successor.model.id} on flex` : successor.model.id,
    successor: successor.model.id,
    savingPercent: Math.round((1 - share) * 100),
    price: { now, then },
  };
}
