/**
 * The catalog: every question that rules, hovers and reports ask about models, tiers and endpoints. Data with dates and
 * sources (`data/models.json`, `endpoints.ts`), never knowledge in the code of a rule; users may override rows.
 */
import { OFFICIAL_SDKS, type Endpoint } from './endpoint';
import { ENDPOINTS } from './endpoints';
import { DATA_AS_OF, MODEL_FAMILIES, MODELS, TIER_NOTICES, type TierNotice } from './modelData';
import type { Model, TierAvailability } from './model';
import { looksLikeForeignModel, looksLikeOpenAIModel, withoutOpenAIPrefix } from './modelNames';
import { fineTunedModel, mergeModels, type CatalogOverrides } from './modelOverrides';
import type { TierName } from './serviceTier';

export { looksLikeForeignModel, looksLikeOpenAIModel } from './modelNames';
export type { CatalogOverrides, ModelOverride } from './modelOverrides';

/** Whether a tier is to be had: `unknown` when no source says so. */
export type Support = 'yes' | 'no' | 'unknown';

/** A discounted deadline of background responses, as a share of the standard price. */
export interface BackgroundWindow {
  readonly window: '2h' | '8h';
  readonly factor: number;
}

/** https://developers.openai.com/api/docs/guides/background, read 2026-11-22. Responses API only. */
export const BACKGROUND_WINDOWS: readonly BackgroundWindow[] = [
  { window: '2h', factor: 0.7 },
  { window: '8h', factor: 0.6 },
];

/** Ways to run a model for less than standard. One that is offered but saves nothing counts as `no`. */
interface CheaperWays {
  readonly flex: Support;
  readonly batch: Support;
  readonly background: { readonly support: Support; readonly windows: readonly BackgroundWindow[] };
}

export interface Catalog {
  /** ISO date of the data; overrides carry their own. */
  readonly asOf: string;
  readonly models: readonly Model[];
  readonly endpoints: readonly Endpoint[];
  readonly notices: readonly TierNotice[];
  /** By id, alias or dated snapshot (`gpt-5-2025-08-07`, `gpt-4-0613`), fine-tuned names and `openai/` included. */
  model(id: string): Model | undefined;
  /** By path on the client, `chat.completions.create` or `beta.chat.completions.create`; a leading `openai.` is ignored. */
  endpoint(api: string, sdk: string): Endpoint | undefined;
  /** The catalog has the model, or its name looks like one of OpenAI's. */
  isOpenAIModelName(id: string): boolean;
  tierSupport(modelId: string | undefined, tier: TierName | 'ultrafast'): Support;
  cheaperWays(model: Model | undefined): CheaperWays;
}

export function createCatalog(overrides: CatalogOverrides = {}): Catalog {
  const models = mergeModels(MODELS, overrides);
  const byName = new Map<string, Model>();
  for (const model of models) for (const alias of model.aliases) byName.set(alias, model);
  for (const model of models) byName.set(model.id, model);

  const model = (id: string): Model | undefined => {
    const name = withoutOpenAIPrefix(id.trim());
    const row = byName.get(name) ?? byName.get(withoutSnapshot(name));
    if (row) return row;
    const base = fineTunedBase(name);
    return base === undefined ? undefined : fineTunedModel(name, model(base));
  };

  return {
    asOf: DATA_AS_OF,
    models,
    endpoints: ENDPOINTS,
    notices: TIER_NOTICES,
    model,
    endpoint: findEndpoint,
    isOpenAIModelName: (id) => model(id) !== undefined || looksLikeOpenAIModel(id),
    tierSupport: (id, tier) => tierSupport(id, id === undefined ? undefined : model(id), tier),
    cheaperWays,
  };
}

/** A snapshot that has a price of its own is a row of its own and is found before this is asked. */
function withoutSnapshot(name: string): string {
  return name.replace(/-(?:\d{4}-\d{2}-\d{2}|\d{4})$/, '');
}

/** `ft:gpt-4.1-mini:org::id` and, before 2023, `davinci:ft-org-2023-...`. */
function fineTunedBase(name: string): string | undefined {
  return /^ft:([^:]+)/.exec(name)?.[1] ?? /^(davinci|curie|babbage|ada)(?:-002)?:ft-/.exec(name)?.[1];
}

function tierSupport(id: string | undefined, row: Model | undefined, tier: TierName | 'ultrafast'): Support {
  if (tier === 'standard') return 'yes';
  if (row && !row.unpriced) return toSupport(row.takes[tier]);
  if (id === undefined || looksLikeForeignModel(id)) return 'unknown';
  const name = withoutOpenAIPrefix(id.trim());
  const family = MODEL_FAMILIES.find((each) => each.match.test(name) && each.takes[tier] !== undefined);
  return toSupport(family?.takes[tier]);
}

function toSupport(value: TierAvailability[keyof TierAvailability]): Support {
  return value === undefined ? 'unknown' : value ? 'yes' : 'no';
}

function cheaperWays(model: Model | undefined): CheaperWays {
  const background = toSupport(model?.takes.background);
  return {
    flex: cheaper(model, 'flex'),
    batch: cheaper(model, 'batch'),
    background: { support: background, windows: background === 'yes' ? BACKGROUND_WINDOWS : [] },
  };
}

function cheaper(model: Model | undefined, tier: 'flex' | 'batch'): Support {
  const standard = model?.prices.standard;
  const price = model?.prices[tier];
  if (standard && (standard.input === 0 || (price && price.input >= standard.input && price.output >= standard.output))) return 'no';
  return toSupport(model?.takes[tier]);
}

const ENDPOINTS_BY_API = new Map<string, Endpoint>();
for (const endpoint of ENDPOINTS) {
  for (const api of [endpoint.api, ...(endpoint.also ?? [])]) {
    for (const sdk of endpoint.sdk ? [endpoint.sdk] : OFFICIAL_SDKS) ENDPOINTS_BY_API.set(`${sdk} ${api}`, endpoint);
  }
}

function findEndpoint(api: string, sdk: string): Endpoint | undefined {
  return ENDPOINTS_BY_API.get(`${sdk} ${api.startsWith('openai.') ? api.slice('openai.'.length) : api}`);
}

/** The catalog as shipped. */
export const defaultCatalog: Catalog = createCatalog();
