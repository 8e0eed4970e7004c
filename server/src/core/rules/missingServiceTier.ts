/** A call that could name its processing tier and does not. */
import type { Catalog } from '../catalog/catalog';
import type { CallSite } from '../callSite/callSite';
import { describeWho, type Workload } from '../workload/workload';
import type { Rule } from './rule';
import type { Severity } from '../findings/severity';

export const missingServiceTier: Rule = {
  id: 'missing-service-tier',
  docs: {
    summary: 'A call to an endpoint that takes `service_tier` does not say which tier it runs on.',
    what: "Reports calls to chat completions and responses (`create`, `parse`, `stream`, `compact`, `runTools`, and `openai.ChatCompletion` of old SDKs) whose `service_tier` is provably absent. Calls whose tier may come from a spread, a parameter or a client that is not known to be OpenAI's are left alone. It is a warning where nobody or only a job waits for the answer, a hint where a person waits, no cheaper way is known or the model is shut down, and an information where nothing tells; the message names the evidence.",
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
    otherWays: 'No service_tier, so {model} runs on standard (assumed). It does not take flex; {ways}.{who}',
    interactive:
      'No service_tier, so {model} runs on standard (assumed).{who} If standard is right, say so: service_tier "default" or a comment `tier: standard`.',
    gone: 'No service_tier, and {model} is shut down: choose the tier together with its successor.',
    noWay: 'No service_tier, so {model} runs on standard (assumed). No cheaper tier is known for it.',
    legacy: 'No service_tier, and current SDKs no longer have {api}: upgrade the SDK to choose a tier.',
  },
  fixes: ['add-flex', 'background-window', 'add-tier', 'tier-router', 'annotate', 'suppress'],
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
    const severity = SEVERITY[site.workload.workload];
    const who = whoWaits(site);
    if (site.isLegacy) return context.report({ messageId: 'legacy', data: { api: site.api }, site, severity });
    const model = site.model.state === 'literal' ? site.model.value : undefined;
    const shown =
      model === undefined ? 'this' : site.model.state === 'literal' && site.model.isDefault ? `${model} (the default here)` : model;
    const row = model === undefined ? undefined : context.catalog.model(model);
    if (row?.shutdown !== undefined && row.shutdown <= context.today)
      return context.report({ messageId: 'gone', data: { model: shown }, site, severity: 'hint' });
    // What is cheaper and slower is no advice to somebody who waits.
    if (site.workload.workload === 'interactive')
      return context.report({ messageId: 'interactive', data: { model: shown, who }, site, severity });
    if (model === undefined) return context.report({ messageId: 'unknownModel', data: { who }, site, severity });
    const ways = context.catalog.cheaperWays(row);
    if (ways.flex === 'yes')
      return context.report({ messageId: 'flex', data: { model: shown, saving: saving(model, context.catalog), who }, site, severity });
    if (context.catalog.tierSupport(model, 'flex') === 'unknown')
      return context.report({ messageId: 'unknownModel', data: { who }, site, severity });
    const others = otherWays(site, ways);
    if (others.length > 0)
      return context.report({ messageId: 'otherWays', data: { model: shown, ways: others.join(', and '), who }, site, severity });
    context.report({ messageId: 'noWay', data: { model: shown }, site, severity: 'hint' });
  },
  /** Nobody who waits is sent to a slower tier; whoever knows better says so with an annotation, which has a fix of its own. */
  offers({ kind }, { workload }) {
    return kind !== 'flex' || workload.workload !== 'interactive';
  },
};

/** Work that nobody waits for costs twice what it could; where a person waits, standard is mostly right. */
const SEVERITY: Readonly<Record<Workload, Severity>> = { offline: 'warning', background: 'warning', unknown: 'info', interactive: 'hint' };

function whoWaits({ workload }: CallSite): string {
  const sentence = describeWho(workload);
  return sentence && ` ${sentence}`;
}

/** "50 % " from the price rows, or nothing where they do not say. */
function saving(model: string, catalog: Catalog): string {
  const prices = catalog.model(model)?.prices;
  if (!prices?.standard || !prices.flex || prices.standard.output === 0) return '';
  return `${Math.round((1 - prices.flex.output / prices.standard.output) * 100)} % `;
}

function otherWays(site: CallSite, ways: ReturnType<Catalog['cheaperWays']>): readonly string[] {
  const found: string[] = [];
  if (ways.batch === 'yes' && site.endpoint.batch) found.push('Batch costs 50 % less, within 24 hours');
  if (ways.background.support === 'yes' && site.endpoint.background) found.push('a background window costs 30 % (2 h) or 40 % (8 h) less');
  return found;
}
