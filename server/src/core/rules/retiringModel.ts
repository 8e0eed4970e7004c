/** A model that is gone, or will be soon. */
import type { Catalog } from '../catalog/catalog';
import type { Model } from '../catalog/model';
import { formatPrice } from '../estimate/money';
import { daysBetween } from '../estimate/date';
import type { Rule } from './rule';
import type { Severity } from '../findings/severity';

/** Days before a shutdown from which it is told, and from which it is urgent. */
const TOLD_FROM = 90;
const URGENT_FROM = 30;

export const retiringModel: Rule = {
  id: 'retiring-model',
  docs: {
    summary: 'The model is shut down, or will be within 90 days.',
    what: 'Reports calls to OpenAI whose literal model is shut down already (warning), shuts down within 30 days (warning) or within 90 days (information), by the dates of the catalog. A model constant that several calls of a file share is reported once, where it is written.',
    why: 'From that day on every call fails. What is saved on a tier until then is little beside an outage, and the tiers and prices of the successor differ: choose both at once.',
    whenNot:
      'Where OpenAI gave you another date: override the model in the configuration. Dates are those of the list that the catalog was made from.',
    examples: [
      {
        language: 'python',
        bad: 'client.responses.create(model="gpt-5-mini", input=text)',
        good: 'client.responses.create(model="gpt-5.4-mini", input=text)',
      },
      {
        language: 'typescript',
        bad: 'await client.responses.create({ model: "gpt-4-turbo", input });',
        good: 'await client.responses.create({ model: "gpt-5.6-sol", input });',
      },
    ],
    since: '0.1.0',
  },
  defaultSeverity: 'warning',
  presets: { strict: 'warning' },
  messages: {
    gone: '{model} was shut down on {date}: this call fails. {advice}',
    soon: '{model} shuts down on {date}, in {days}. {advice}',
  },
  fixes: ['replace-model', 'suppress'],
  check(site, context) {
    if (site.client.provider !== 'openai' || site.model.state !== 'literal' || site.endpoint.retired !== undefined) return;
    const name = site.model.value;
    const row = context.catalog.model(name);
    if (!row?.shutdown) return;
    const days = daysBetween(context.today, row.shutdown);
    if (!(days <= TOLD_FROM)) return;
    const data = { model: name, date: row.shutdown, days: days === 1 ? '1 day' : `${days} days`, advice: advice(row, context.catalog) };
    const { span, file } = site.model.literalAt ?? site.model;
    const isOutside = span !== undefined && file === site.file && (span.end <= site.call.span.start || site.call.span.end <= span.start);
    context.report({
      messageId: days <= 0 ? 'gone' : 'soon',
      data,
      site,
      severity: severityOf(days),
      ...(span && file === site.file && { underline: span }),
      ...(isOutside && { once: true }),
    });
  },
};

function severityOf(days: number): Severity {
  return days <= URGENT_FROM ? 'warning' : 'info';
}

function advice({ replacement, prices }: Model, catalog: Catalog): string {
  const then = replacement === undefined ? undefined : catalog.model(replacement)?.prices.standard;
  const cost = then && prices.standard ? `, at ${formatPrice(then)} per 1M tokens instead of ${formatPrice(prices.standard)}` : '';
  return replacement ? `OpenAI names ${replacement} as its successor${cost}.` : 'Choose another model, and its tier with it.';
}
