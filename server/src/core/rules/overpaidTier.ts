/** The fast lane for work that nobody waits for. */
import { isDefault } from '../link/linkedCall';
import type { CallSite } from '../callSite/callSite';
import type { Catalog } from '../catalog/catalog';
import { severityOfSaving } from '../saving/severity';
import type { Rule } from './rule';

const FAST = new Set(['priority', 'fast', 'ultrafast']);

export const overpaidTier: Rule = {
  id: 'overpaid-tier',
  docs: {
    summary: 'Work that nobody waits for runs on priority (fast).',
    what: 'Reports calls with `service_tier` `priority`, `fast` or `ultrafast` in work that is offline (a script, an evaluation, a notebook, a test) or in the background (a queue, a schedule). The message names the sign that told so, and the ratio of the prices of the model.',
    why: 'Priority (fast) buys an answer some seconds earlier, for 1.7 to 2.5 times the standard price and up to five times that of flex and Batch. A job that runs at night does not notice.',
    whenNot: 'Where a person waits for the job after all: annotate the call or its function with `tier: priority` and the reason.',
    examples: [
      {
        language: 'python',
        bad: 'def main():\n    for text in texts:\n        client.responses.create(model="gpt-5.4", input=text, service_tier="priority")\n\n\nif __name__ == "__main__":\n    main()',
        good: 'def main():\n    for text in texts:\n        client.responses.create(model="gpt-5.4", input=text, service_tier="default")\n\n\nif __name__ == "__main__":\n    main()',
      },
      {
        language: 'typescript',
        bad: 'new Worker("summaries", async (job) => client.responses.create({ model: "gpt-5.4", input: job.data.text, service_tier: "priority" }));',
        good: 'new Worker("summaries", async (job) => client.responses.create({ model: "gpt-5.4", input: job.data.text, service_tier: "default" }));',
      },
    ],
    since: '0.1.0',
  },
  defaultSeverity: 'warning',
  presets: { strict: 'warning' },
  messages: {
    priced:
      'Nobody waits for this answer ({evidence}), yet it runs on {tier}, at {ratio} the standard price of {model}. Use standard{cheaper}.',
    unpriced:
      'Nobody waits for this answer ({evidence}), yet it runs on {tier}, which costs about twice the standard price. Use standard, or a cheaper tier.',
  },
  fixes: ['use-standard', 'add-flex', 'background-window', 'annotate', 'suppress'],
  statement: () => ({ tier: 'priority', reason: 'speed is worth its price here' }),
  check(site, context) {
    if (
      site.tier.state !== 'literal' ||
      !FAST.has(site.tier.value) ||
      site.client.provider !== 'openai' ||
      site.endpoint.tier !== 'request'
    )
      return;
    const { workload, evidence } = site.workload;
    if (workload !== 'offline' && workload !== 'background') return;
    // Where a tier is asked for, `tier-policy` speaks.
    if (site.intent?.tier !== undefined) return;
    const told = evidence.find((each) => each.workload === workload)?.text ?? `${workload} work`;
    const name = site.tier.value === 'ultrafast' ? 'ultrafast' : 'priority (fast)';
    const tier = isDefault(site.tier) ? `${name} by default` : name;
    const ratio = ratioOf(site, context.catalog);
    if (ratio === undefined || name === 'ultrafast')
      return context.report({
        messageId: 'unpriced',
        data: { evidence: told, tier },
        site,
        severity: name === 'ultrafast' ? 'warning' : severityOfSaving(site),
      });
    context.report({
      messageId: 'priced',
      data: { evidence: told, tier, ratio, model: modelOf(site), cheaper: cheaper(site) },
      site,
      severity: severityOfSaving(site),
    });
  },
};

/** "2.5 times", from the output prices of the catalog, which agree with those of input to a percent. */
function ratioOf(site: CallSite, catalog: Catalog): string | undefined {
  const prices = site.model.state === 'literal' ? catalog.model(site.model.value)?.prices : undefined;
  if (!prices?.standard || !prices.priority || prices.standard.output === 0) return undefined;
  return `${Math.round((prices.priority.output / prices.standard.output) * 100) / 100} times`;
}

function cheaper(site: CallSite): string {
  const ways = site.cheaperWays();
  if (ways.some(({ tier, successor }) => tier === 'flex' && successor === undefined)) return ', or flex for half of that';
  return site.loop?.verdict === 'batchable' && ways.some(({ tier }) => tier === 'batch') ? ', or Batch for half of that' : '';
}

function modelOf({ model }: CallSite): string {
  return model.state === 'literal' ? model.value : '';
}
