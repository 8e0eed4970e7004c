/** A call that could name its processing tier and does not. */
import type { CallSite } from '../callSite/callSite';
import type { CheaperWay } from '../callSite/cheaperWay';
import type { Catalog } from '../catalog/catalog';
import type { Model } from '../catalog/model';
import { formatPrice } from '../estimate/money';
import { tokensFactor } from '../estimate/outputGuess';
import { isDefault } from '../link/linkedCall';
import { severityOfSaving } from '../saving/severity';
import { isCheaperPerToken, successorOf } from '../saving/successor';
import { describeWho } from '../workload/workload';
import type { Rule } from './rule';

export const missingServiceTier: Rule = {
  id: 'missing-service-tier',
  docs: {
    summary: 'A call to an endpoint that takes `service_tier` does not say which tier it runs on.',
    what: "Reports calls to chat completions and responses (`create`, `parse`, `stream`, `compact`, `runTools`, and `openai.ChatCompletion` of old SDKs) whose `service_tier` is provably absent. Calls whose tier may come from a spread, a parameter or a client that is not known to be OpenAI's are left alone. It is a warning where nobody or only a job waits for the answer and a fix on offer, or the successor that the catalog names, costs less; an information where that holds if nobody waits, or where nobody waits and the code would have to be rebuilt for it (requests gathered for Batch); and a hint otherwise: where a person waits, where no cheaper way is known, where the model is shut down. The message names the evidence.",
    why: "Without the parameter a request runs on the project's default tier: standard, unless the project says priority (fast), and never flex. Flex and Batch cost half of standard for the models that take them, so work that nobody waits for costs twice what it could.",
    whenNot:
      'Where a person waits for the answer, standard is right: say so with `service_tier: "default"` or an annotation `tier: standard`.',
    examples: [
      {
        language: 'python',
        bad: 'client.responses.create(model="gpt-5.4", input=text)',
        good: 'client.responses.create(model="gpt-5.4", input=text, service_tier="flex", timeout=900.0)',
      },
      {
        language: 'typescript',
        bad: 'await client.responses.create({ model: "gpt-5.4", input });',
        good: 'await client.responses.create({ model: "gpt-5.4", input, service_tier: "default" });',
      },
    ],
    since: '0.1.0',
  },
  defaultSeverity: 'info',
  presets: { strict: 'warning', quiet: 'off' },
  messages: {
    flex: 'No service_tier, so {model} runs on standard (assumed). Flex costs {saving}less, with slower answers.{who}',
    unknownModel:
      'No service_tier, so this runs on standard (assumed). On models that take it, flex costs 50 % less, with slower answers.{who}',
    otherWays: 'No service_tier, so {model} runs on standard (assumed{price}). It does not take flex; {ways}.{who}',
    interactive:
      'No service_tier, so {model} runs on standard (assumed).{who} If standard is right, say so: service_tier "default" or a comment `tier: standard`.',
    gone: 'No service_tier, and {model} is shut down: choose the tier together with its successor.',
    noWay: 'No service_tier, so {model} runs on standard (assumed). No cheaper tier is known for it.',
    legacy: 'No service_tier, and current SDKs no longer have {api}: upgrade the SDK to choose a tier.',
  },
  fixes: ['add-flex', 'background-window', 'replace-model', 'add-tier', 'tier-router', 'annotate', 'suppress'],
  statement: ({ workload: { workload } }) => ({
    tier: 'standard',
    reason: workload === 'offline' || workload === 'background' ? 'the answer is needed soon' : 'a person waits',
  }),
  check(site, context) {
    if (site.endpoint.tier !== 'request' || site.client.provider !== 'openai' || site.tier.state !== 'absent') return;
    // Standard is what it is there for: on flex, nothing would step in for flex.
    if (site.isFallback) return;
    // It has one, where the library ignores it: `ineffective-tier` says so.
    if (site.misplacedTier) return;
    // Somebody said what runs here: whether it does is for `tier-policy`.
    if (site.intent?.tier) return;
    const severity = severityOfSaving(site);
    const who = whoWaits(site);
    if (site.isLegacy) return context.report({ messageId: 'legacy', data: { api: site.api }, site, severity });
    const model = site.model.state === 'literal' ? site.model.value : undefined;
    const shown = model === undefined ? 'this' : isDefault(site.model) ? `${model} (the default here)` : model;
    const row = model === undefined ? undefined : context.catalog.model(model);
    if (row?.shutdown !== undefined && row.shutdown <= context.today)
      return context.report({ messageId: 'gone', data: { model: shown }, site, severity });
    // What is cheaper and slower is no advice to somebody who waits.
    if (site.workload.workload === 'interactive')
      return context.report({ messageId: 'interactive', data: { model: shown, who }, site, severity });
    const flex = site.cheaperWays().find(({ tier, successor: next }) => tier === 'flex' && next === undefined);
    if (flex && !flex.ifModelTakesIt)
      return context.report({ messageId: 'flex', data: { model: shown, saving: `${flex.savingPercent} % `, who }, site, severity });
    if (context.catalog.tierSupport(model, 'flex') !== 'no')
      return context.report({ messageId: 'unknownModel', data: { who }, site, severity });
    const others = otherWays(site, row, context.catalog);
    if (others.length > 0)
      return context.report({
        messageId: 'otherWays',
        data: { model: shown, price: priceOf(row), ways: others.join('; '), who },
        site,
        severity,
      });
    context.report({ messageId: 'noWay', data: { model: shown }, site, severity });
  },
  /** Nobody who waits is sent to a slower tier; whoever knows better says so with an annotation, which has a fix of its own. */
  offers({ kind }, site) {
    if (kind === 'model') return site.cheaperWays().some(({ successor, takes }) => successor !== undefined && takes === 'fix');
    return kind !== 'flex' || site.workload.workload !== 'interactive';
  },
};

function whoWaits({ workload }: CallSite): string {
  const sentence = describeWho(workload);
  return sentence && ` ${sentence}`;
}

function priceOf(model: Model | undefined): string {
  return model?.prices.standard ? `, ${formatPrice(model.prices.standard)} per 1M tokens` : '';
}

/** What a model without flex has instead, by the prices of both. */
function otherWays(site: CallSite, model: Model | undefined, catalog: Catalog): readonly string[] {
  const ways = site.cheaperWays();
  const found = [...windows(ways), ...successor(model, catalog)];
  const batch = ways.find(({ tier }) => tier === 'batch');
  if (batch && site.loop?.verdict === 'batchable') return [...found, `Batch costs ${batch.savingPercent} % less, within 24 hours`];
  return batch && found.length === 0 ? [`requests gathered for Batch would cost ${batch.savingPercent} % less`] : found;
}

function windows(ways: readonly CheaperWay[]): readonly string[] {
  const each = [...ways]
    .reverse()
    .flatMap(({ tier, label, price }) =>
      tier === 'background' && price ? [`${formatPrice(price.then)} (${label.replace('background, ', '')})`] : [],
    );
  return each.length === 0 ? [] : [`in the background it costs ${each.join(' or ')}`];
}

function successor(model: Model | undefined, catalog: Catalog): readonly string[] {
  const now = model?.prices.standard;
  const next = successorOf(model, catalog);
  if (!model || !now || !next || !isCheaperPerToken(next, now)) return [];
  const reasons = tokensFactor(model, next.model) > 1 ? ' (but it reasons)' : '';
  const offer = next.flex ? `does, at ${formatPrice(next.flex)}` : `costs ${formatPrice(next.standard)}`;
  return [`its successor ${next.model.id} ${offer}${reasons}`];
}
