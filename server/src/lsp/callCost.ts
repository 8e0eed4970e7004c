import { estimateCall, type CallEstimate } from '../core/estimate/callEstimate';
import { requestSize } from '../core/estimate/requestSize';
import { tierTable, type TierTable } from '../core/estimate/tierTable';
import type { CallSite } from '../core/callSite/callSite';
import type { Session } from './session';

/** What a call costs: the prices of its model, and an estimate of the call where the model is known. */
export interface CallCost {
  readonly table: TierTable;
  readonly estimate?: CallEstimate;
}

/** Tokens are counted only when the prompt has text in the code; the first count of a session loads the tokenizer. */
export function costOf({ analyses, runtime, log }: Session, site: CallSite): CallCost {
  const catalog = analyses.catalogFor(site.file);
  const modelName = site.model.state === 'literal' ? site.model.value : undefined;
  const table = tierTable({ catalog, ...(modelName !== undefined && { modelName }), endpoint: site.endpoint, today: runtime.today() });
  const model = modelName === undefined ? undefined : catalog.model(modelName);
  // Prices of OpenAI say nothing of what another service charges.
  if (!model || site.client.provider === 'azure' || site.client.provider === 'compatible') return { table };
  const size = requestSize(site, analyses.host, catalog);
  const volume = site.intent?.volume;
  const wasLoaded = runtime.tokenizer.isLoaded;
  const estimate = estimateCall({ model, rows: table.rows, size, counter: runtime.tokenizer.count, ...(volume && { volume }) });
  if (!wasLoaded && runtime.tokenizer.isLoaded) log.info('Loaded the tokenizer: a prompt has text to count.');
  return { table, ...(estimate && { estimate }) };
}
