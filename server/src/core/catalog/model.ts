/** What OpenAI sells, one row per model: dated data, apart from the code that uses it. US dollars per million tokens. */

export interface TierPrice {
  readonly input: number;
  /** Undefined: no cached price is published for this tier. */
  readonly cachedInput?: number;
  /** 0 for models that write no tokens (embeddings). */
  readonly output: number;
}

/** Tiers that have a row of their own in OpenAI's price tables. */
export const PRICED_TIERS = ['standard', 'priority', 'flex', 'batch'] as const;
export type PricedTier = (typeof PRICED_TIERS)[number];

export type TierPrices = Readonly<Partial<Record<PricedTier, TierPrice>>>;

/** Whether the model takes a tier: true, false, or undefined when no source says. */
export interface TierAvailability {
  readonly flex?: boolean;
  readonly priority?: boolean;
  readonly batch?: boolean;
  /** Discounted completion windows of background responses; plain `background: true` is another matter. */
  readonly background?: boolean;
  readonly ultrafast?: boolean;
}

/** A price that OpenAI promised for a time, and the list price before it. */
interface PromisedPrice {
  /** Last day of the promise, ISO. */
  readonly through: string;
  readonly before: TierPrice;
}

export type ModelKind = 'text' | 'embedding' | 'moderation' | 'audio' | 'image' | 'video';

export interface Model {
  readonly id: string;
  /** Other names and dated snapshots that mean the same model and price. */
  readonly aliases: readonly string[];
  readonly kind: ModelKind;
  readonly prices: TierPrices;
  readonly takes: TierAvailability;
  /** Input tokens above which the whole request is repriced (input x2, output x1.5). */
  readonly longContextAbove?: number;
  /** Prices of requests above that; a tier missing here but present in `prices` is not sold, or not published, there. */
  readonly longContextPrices?: TierPrices;
  /** Writing the prompt cache costs this many times the input price; absent where a write costs nothing extra. */
  readonly cacheWriteFactor?: number;
  /** What a regional host (`eu.api.openai.com`) multiplies every price by; absent where it adds nothing, or nobody says. */
  readonly regionalFactor?: number;
  /** Writes tokens before its answer that are billed as output and never seen. */
  readonly reasoning?: true;
  /** Why the row has no price; absent where it has one. */
  readonly unpriced?: string;
  /** ISO date from which calls fail. */
  readonly shutdown?: string;
  readonly shutdownSource?: string;
  /** The model OpenAI recommends instead, and where that was read. */
  readonly replacement?: string;
  readonly replacementSource?: string;
  readonly promised?: PromisedPrice;
  /** ISO date of the source of the price row, and where it comes from; '' for a user's own prices without a date. */
  readonly asOf: string;
  readonly source: string;
  /** The source is OpenAI itself. */
  readonly official: boolean;
  /** Where single tiers come from another place than the row. */
  readonly tierSources: Readonly<Partial<Record<PricedTier, string>>>;
  /** Tiers whose figures are a published multiplier applied to the standard row, not figures read off a page. */
  readonly computed: readonly PricedTier[];
  /** Sentences for a reader of the price. */
  readonly notes: readonly string[];
}
