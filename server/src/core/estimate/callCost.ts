/** What one call costs, as hover, code lens, inlay hints, audit and diff tell it: put together here and nowhere else. */
import type { CallSite } from '../callSite/callSite';
import type { CheaperWay } from '../callSite/cheaperWay';
import type { Catalog } from '../catalog/catalog';
import type { Model } from '../catalog/model';
import { estimateCall, type CallEstimate, type WayCost } from './callEstimate';
import { requestSize } from './requestSize';
import { tierOf } from './tierNow';
import { tierTable, type TierTable } from './tierTable';
import type { TokenCounter } from './tokens';

export interface CallCost {
  /** The catalog's row; absent where the model is set at run time or not in the catalog. */
  readonly model?: Model;
  readonly table: TierTable;
  /** Absent without a price, and for another service than OpenAI: OpenAI's prices say nothing of what that charges. */
  readonly estimate?: CallEstimate;
  /** Of the estimate, the tier that the call runs on as it is written; absent where that is set at run time. */
  readonly now?: WayCost;
  /** What a cheaper way would cost, with the same tokens or, on a model that reasons, more; absent without a price. */
  costOf(way: CheaperWay): WayCost | undefined;
}

export interface CostMeans {
  readonly catalog: Catalog;
  /** ISO date. */
  readonly today: string;
  /** Asked only where a prompt has text in the code. */
  readonly counter: TokenCounter;
}

export function callCost(site: CallSite, { catalog, today, counter }: CostMeans): CallCost {
  const modelName = site.model.state === 'literal' ? site.model.value : undefined;
  const model = modelName === undefined ? undefined : catalog.model(modelName);
  const table = tierTable({ catalog, ...(modelName !== undefined && { modelName }), endpoint: site.endpoint, today });
  const isElsewhere = site.client.provider === 'azure' || site.client.provider === 'compatible';
  const volume = site.intent?.volume;
  const size = model && !isElsewhere ? requestSize(site) : undefined;
  const estimateOf = (priced: Model, rows: TierTable['rows']): CallEstimate | undefined =>
    size && estimateCall({ model: priced, rows, size, counter, ...(volume && { volume }) });
  const estimate = model && estimateOf(model, table.rows);
  const now = estimate?.costs.find(({ label }) => label === rowNow(site, table)?.label);
  const costOf = ({ tier, label, successor }: CheaperWay): WayCost | undefined => {
    if (successor === undefined) return estimate?.costs.find((cost) => cost.label === label);
    const next = catalog.model(successor);
    const { rows } = tierTable({ catalog, modelName: successor, endpoint: site.endpoint, today });
    return next && estimateOf(next, rows)?.costs.find((cost) => cost.label === tier);
  };
  return { ...(model && { model }), table, ...(estimate && { estimate }), ...(now && { now }), costOf };
}

/** The row of the tier that the call runs on as it is written. */
export function rowNow({ tier }: CallSite, { rows }: TierTable): TierTable['rows'][number] | undefined {
  const current = tierOf(tier);
  return current && rows.find((row) => row.tier === current);
}
