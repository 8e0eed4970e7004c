/**
 * What an organisation used and was billed for: the content of usage.json, written by `tierlint usage pull` and
 * `tierlint usage import`, read by `tierlint audit --usage`. Field names follow OpenAI's usage API
 * (`GET /organization/usage/completions`, `/embeddings` and `/organization/costs`; openai package 7.57.0). It holds ids, counts and
 * sums; never a key.
 */

/** Bumped when a field changes its meaning or goes away; new fields may come at any time. */
export const USAGE_VERSION = 1;

export interface Usage {
  readonly version: typeof USAGE_VERSION;
  /** `api`: the organisation's usage API. `import`: an export of the dashboard. */
  readonly source: 'api' | 'import';
  /** ISO date and time at which it was read. */
  readonly pulledAt: string;
  /** ISO dates; `end` is exclusive. */
  readonly start: string;
  readonly end: string;
  readonly rows: readonly UsageRow[];
  /** What was billed. Not by tier, so it can be set beside rows of one project, never added to list prices. */
  readonly costs: readonly CostRow[];
}

/** Tokens of one kind of request in one range of dates. `null` where the source does not say. */
export interface UsageRow {
  /** ISO dates; `end` is exclusive. */
  readonly start: string;
  readonly end: string;
  readonly kind: 'completions' | 'embeddings';
  readonly model: string | null;
  readonly project: string | null;
  /** The id of the API key, not the key. */
  readonly apiKey: string | null;
  readonly batch: boolean | null;
  /** As the API names it: `default`, `flex`, `priority`, `scale`... */
  readonly tier: string | null;
  /** Cached tokens included. */
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  /** Reasoning included. */
  readonly outputTokens: number;
  readonly requests: number;
  /** What the source itself says these tokens cost, in US dollars; only some exports do. */
  readonly cost: number | null;
}

export interface CostRow {
  readonly start: string;
  readonly end: string;
  readonly project: string | null;
  readonly apiKey: string | null;
  /** `gpt-6-astra, input_tokens` and the like. */
  readonly lineItem: string | null;
  readonly amount: number;
  /** ISO 4217, lower case. */
  readonly currency: string;
}
