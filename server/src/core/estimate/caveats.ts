/** What has to be said next to a price: its assumptions, its age, and what will change it. */
import type { Catalog } from '../catalog/catalog';
import type { Endpoint } from '../catalog/endpoint';
import type { Model } from '../catalog/model';
import { daysBetween } from './date';
import type { TierRow } from './tierRow';

/** A price row older than this is called stale. */
const STALE_AFTER_DAYS = 90;
/** A shutdown this near is worth a notice. */
const SHUTDOWN_NOTICE_DAYS = 120;

export interface ShutdownNotice {
  readonly date: string;
  readonly past: boolean;
  /** Days from today; negative once it is past. */
  readonly daysLeft: number;
  readonly replacement?: string;
  readonly source?: string;
}

/** Prices without a date are a user's own, and as current as the user says. */
export function isStale(model: Model, today: string): boolean {
  return model.asOf !== '' && daysBetween(model.asOf, today) > STALE_AFTER_DAYS;
}

/** The model's shutdown, when it is past or at most 120 days away. */
export function shutdownNotice(model: Model, today: string): ShutdownNotice | undefined {
  if (!model.shutdown) return undefined;
  const daysLeft = daysBetween(today, model.shutdown);
  if (daysLeft > SHUTDOWN_NOTICE_DAYS) return undefined;
  return {
    date: model.shutdown,
    past: daysLeft <= 0,
    daysLeft,
    ...(model.replacement && { replacement: model.replacement }),
    ...(model.shutdownSource && { source: model.shutdownSource }),
  };
}

export function assumptionsFor(model: Model | undefined, rows: readonly TierRow[]): string[] {
  if (!model) return ['The model is not in the catalog: percentages are general rules, prices are not shown.'];
  const said = ['List price in US dollars per million tokens, without negotiated discounts and tool fees.'];
  if (model.regionalFactor !== undefined) said.push(`Regional hosts cost ${model.regionalFactor} times the list price.`);
  if (model.reasoning) said.push('Reasoning tokens are billed as output.');
  if (model.longContextAbove !== undefined) {
    said.push(
      `Above ${model.longContextAbove.toLocaleString('en-US')} input tokens the whole request costs more: input 2 times, output 1.5 times.`,
    );
  }
  if (model.cacheWriteFactor !== undefined) said.push(`Writing the prompt cache costs ${model.cacheWriteFactor} times the input price.`);
  const computed = rows.filter((row) => row.computed && row.input !== undefined && row.tier !== 'background').map((row) => row.label);
  if (computed.length > 0) said.push(`Computed from a general rule, not printed: ${computed.join(', ')}.`);
  const kind = model.official ? '' : model.source.startsWith('http') ? ' (not OpenAI’s own page)' : '';
  said.push(`Prices ${model.asOf ? `as of ${model.asOf}, ` : ''}from ${model.source}${kind}.`);
  return said;
}

interface NoticeQuery {
  readonly catalog: Catalog;
  readonly model: Model | undefined;
  readonly endpoint: Endpoint | undefined;
  readonly rows: readonly TierRow[];
  readonly shutdown: ShutdownNotice | undefined;
  readonly today: string;
}

export function noticesFor({ catalog, model, endpoint, rows, shutdown, today }: NoticeQuery): string[] {
  const said: string[] = [];
  if (endpoint?.retired) {
    said.push(`${endpoint.path} ${daysBetween(endpoint.retired, today) >= 0 ? 'was' : 'will be'} switched off on ${endpoint.retired}.`);
  }
  if (model && shutdown) {
    const next = shutdown.replacement ? ` Recommended replacement: ${shutdown.replacement}.` : '';
    said.push(
      shutdown.past
        ? `${model.id} was shut down on ${shutdown.date}.${next}`
        : `${model.id} shuts down on ${shutdown.date}, in ${shutdown.daysLeft} ${shutdown.daysLeft === 1 ? 'day' : 'days'}.${next}`,
    );
  }
  if (model?.promised) {
    const { through, before } = model.promised;
    const list = `$${before.input} input and $${before.output} output`;
    said.push(
      daysBetween(through, today) > 0
        ? `The standard price shown was promised only through ${through}; before the promise it was ${list}. Check it.`
        : `The standard price shown is promised through ${through}; the price before was ${list}.`,
    );
  }
  if (model && isStale(model, today)) said.push(`The prices are from ${model.asOf}, more than ${STALE_AFTER_DAYS} days ago. Check them.`);
  said.push(...(model?.notes ?? []));
  for (const notice of catalog.notices) {
    if (rows.some((row) => row.tier === notice.tier && row.available !== 'no')) said.push(notice.text);
  }
  return said;
}
