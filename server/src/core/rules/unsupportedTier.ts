/** A tier the model does not take, or that is none. */
import { describeTier, type TierName } from '../catalog/serviceTier';
import type { Rule } from './rule';

export const unsupportedTier: Rule = {
  id: 'unsupported-tier',
  docs: {
    summary: 'The model does not take the tier that is asked for, or the value is no tier.',
    what: 'Reports calls whose literal `service_tier` is not a value of the endpoint, or is a tier that the literal model is known not to take: flex on `gpt-6.2-sol`, priority on pro models.',
    why: 'The API answers such a request with an error, so the call fails instead of costing less. The settings of a project may forbid flex, priority (fast) and ultrafast as well, with the same 400 about `service_tier` for models that do take the tier: that stands in no code, so nothing is reported for it. The helper of `flex-fallback` falls back then too.',
    whenNot: 'When the list of models is out of date for you: silence the rule and override the model in the configuration.',
    examples: [
      {
        language: 'python',
        bad: 'client.responses.create(model="gpt-6.2-sol", input=text, service_tier="flex", timeout=900.0)',
        good: 'client.responses.create(model="gpt-5.4", input=text, service_tier="flex", timeout=900.0)',
      },
      {
        language: 'typescript',
        bad: 'await client.responses.create({ model: "gpt-5.4", input, service_tier: "cheap" });',
        good: 'await client.responses.create({ model: "gpt-5.4", input, service_tier: "default" });',
      },
    ],
    since: '0.1.0',
  },
  defaultSeverity: 'warning',
  presets: { strict: 'error' },
  messages: {
    noTier: '"{tier}" is no service tier of this endpoint. It takes {values}.',
    notOnModel: '{model} does not run on {tier}. {advice}',
  },
  fixes: ['add-flex', 'background-window', 'add-tier', 'suppress'],
  check(site, context) {
    if (site.tier.state !== 'literal' || site.client.provider !== 'openai' || site.endpoint.tier === 'none') return;
    const tier = site.tier.value;
    const values = site.endpoint.tierValues ?? [];
    if (!values.includes(tier)) return context.report({ messageId: 'noTier', data: { tier, values: values.join(', ') }, site });
    const asked = ASKED[tier];
    if (!asked || site.model.state !== 'literal' || context.catalog.tierSupport(site.model.value, asked) !== 'no') return;
    const model = site.model.value;
    const batch = asked === 'flex' && site.endpoint.batch && context.catalog.cheaperWays(context.catalog.model(model)).batch === 'yes';
    const advice = batch ? 'Batch costs 50 % less, within 24 hours.' : 'The request fails.';
    context.report({ messageId: 'notOnModel', data: { model, tier: describeTier(tier), advice }, site });
  },
};

const ASKED: Readonly<Record<string, TierName | 'ultrafast'>> = {
  flex: 'flex',
  priority: 'priority',
  fast: 'priority',
  ultrafast: 'ultrafast',
};
