/** A call that runs on another tier than a person said it should. */
import { describeTier } from '../catalog/serviceTier';
import type { Intent, IntendedTier } from '../intent/intent';
import { intendedTierOf, satisfies } from '../policy/satisfies';
import type { CallSite } from '../callSite/callSite';
import { completionWindow, parameter } from '../link/requestParameters';
import type { Rule, RuleContext } from './rule';
import type { Severity } from '../findings/severity';

export const tierPolicy: Rule = {
  id: 'tier-policy',
  docs: {
    summary: 'The call runs on another tier than an annotation or `tierlint.json` asks for.',
    what: "Compares the tier of each call with what was said of it: by an annotation (`tier: flex` on the call, its function, its class or at the top of the file) or by a glob in `tierlint.json`. `standard` is satisfied by an absent tier, `auto` and `default`; `priority` by `priority` and `fast`; `batch` by flex too, which costs the same; otherwise a call meant for `batch` that is sent one by one is reported; `background` by a completion window of 2 or 8 hours. A tier that can't be known is left alone.",
    why: 'A policy that nobody checks drifts: evals that were meant for Batch run at twice the price, and a chat that was meant for standard waits 15 minutes for flex.',
    whenNot: 'Where one call of a folder is an exception, say so at the call: an annotation wins over `tierlint.json`.',
    examples: [
      {
        language: 'python',
        bad: '# tier: flex (nightly)\nclient.responses.create(model="gpt-5.4", input=text)',
        good: '# tier: flex (nightly)\nclient.responses.create(model="gpt-5.4", input=text, service_tier="flex", timeout=900.0)',
      },
      {
        language: 'typescript',
        bad: '// tier: standard (a person waits)\nawait client.responses.create({ model: "gpt-5.4", input, service_tier: "priority" });',
        good: '// tier: standard (a person waits)\nawait client.responses.create({ model: "gpt-5.4", input });',
      },
    ],
    since: '0.1.0',
  },
  defaultSeverity: 'warning',
  presets: { strict: 'error' },
  messages: {
    differs: '{who} {wanted}, but this call runs on {actual}.{why} Change one of the two.',
    oneByOne: '{who} batch, but this call is sent by itself, on {actual}. Batch costs 50 % less, within 24 hours{flex}.{loop}',
    notOnModel: '{who} {wanted}, which {model} does not take.{instead} Change the model or the policy.',
  },
  fixes: ['loop-to-batch', 'loop-to-batch-two-step', 'background-window', 'add-flex', 'use-standard', 'add-tier', 'annotate', 'suppress'],
  statement(site) {
    const tier = intendedTierOf(site);
    // What an annotation says is corrected there.
    return tier && site.intent?.from.kind === 'config' ? { tier, reason: 'unlike tierlint.json, on purpose' } : undefined;
  },
  offers({ kind, tier }, { intent }) {
    // `use-standard` is the way back to standard, and "auto" leaves the choice to somebody else.
    if (kind === 'tier' && tier !== 'priority') return false;
    if (tier !== undefined) return intent?.tier !== undefined && satisfies(tier, intent.tier);
    if (kind === 'background') return intent?.tier === 'background';
    return kind !== 'batch' || intent?.tier === 'batch';
  },
  check(site, context) {
    const { intent, tier, endpoint } = site;
    const wanted = intent?.tier;
    if (!intent || !wanted || site.client.provider !== 'openai' || site.isLegacy || tier.state === 'dynamic') return;
    const isTiered = endpoint.tier === 'request';
    const value = tier.state === 'literal' ? tier.value : undefined;
    if (wanted === 'batch') {
      if (!(isTiered && satisfies(value, 'batch'))) checkBatch(site, intent, context);
      return;
    }
    if (!isTiered || (wanted === 'background' ? mayHaveWindow(site) : satisfies(value, wanted))) return;
    const data = { who: who(intent), wanted, actual: shown(value), why: reasonOf(intent) };
    const refused = refusing(site, wanted, context);
    if (refused === undefined) return context.report({ messageId: 'differs', data, site, ...underlined(site) });
    context.report({
      messageId: 'notOnModel',
      data: { ...data, model: refused, instead: insteadOf(site, wanted, context) },
      site,
      severity: 'info',
    });
  },
};

/** A completion window is asked for, or may be: in options or arguments that can't be read. Only responses have one. */
function mayHaveWindow(site: CallSite): boolean {
  if (!site.endpoint.background || site.shape.form === 'expression' || site.shape.form === 'reference') return true;
  const isSpread =
    site.call.args.some(({ spread }) => spread !== undefined) ||
    (site.shape.body?.value.kind === 'dictionary' && site.shape.body.value.entries.some(({ key }) => key === undefined));
  const window = completionWindow(site);
  return isSpread || (window === undefined ? parameter(site, 'background_options') !== undefined : window !== 'soonest');
}

/** The Batch API takes most endpoints; one it does not take can't be meant. */
function checkBatch(site: CallSite, intent: Intent, { catalog, report }: RuleContext): void {
  const { endpoint, model, tier, loop, stream } = site;
  if (!endpoint.batch || (stream.state === 'literal' && stream.value)) return;
  const row = model.state === 'literal' ? catalog.model(model.value) : undefined;
  const ways = catalog.cheaperWays(row);
  if (row && ways.batch === 'no' && ways.flex !== 'yes')
    return report({
      messageId: 'notOnModel',
      data: { who: who(intent), wanted: 'batch', model: row.id, instead: '' },
      site,
      severity: 'info',
    });
  const actual = shown(tier.state === 'literal' ? tier.value : undefined);
  const flex = endpoint.tier === 'request' && ways.flex !== 'no' ? '; flex costs the same and keeps the code as it is' : '';
  const loopAdvice = loop?.verdict === 'batchable' ? ' Its loop can become a Batch job.' : '';
  // A call that no loop repeats may be one of few, whatever the glob says.
  const severity: Severity = intent.from.kind === 'annotation' || loop ? 'warning' : 'info';
  report({ messageId: 'oneByOne', data: { who: who(intent), actual, flex, loop: loopAdvice }, site, severity, ...underlined(site) });
}

function who({ from }: Intent): string {
  return from.kind === 'annotation' ? 'The annotation says' : `tierlint.json ("${from.glob}") says`;
}

function shown(value: string | undefined): string {
  return value === undefined ? 'standard (assumed)' : describeTier(value);
}

function reasonOf({ reason }: Intent): string {
  return reason === undefined || reason.length > 80 ? '' : ` The reason given: ${reason.replace(/\.$/, '')}.`;
}

/** The model, where it is known not to take the tier. */
function refusing({ model }: CallSite, wanted: IntendedTier, { catalog }: RuleContext): string | undefined {
  return model.state === 'literal' &&
    (wanted === 'flex' || wanted === 'priority' || wanted === 'background') &&
    catalog.tierSupport(model.value, wanted) === 'no'
    ? model.value
    : undefined;
}

function insteadOf({ model, endpoint }: CallSite, wanted: IntendedTier, { catalog }: RuleContext): string {
  const batch =
    wanted === 'flex' && endpoint.batch && model.state === 'literal' && catalog.cheaperWays(catalog.model(model.value)).batch === 'yes';
  return batch ? ' Batch costs the same as flex.' : '';
}

/** The written tier, where it is a short word in this file; else the call. */
function underlined({ tier, file, written }: CallSite): { readonly underline?: { readonly start: number; readonly end: number } } {
  if (tier.state !== 'literal' || !tier.span || tier.file !== file || written.tier === undefined || written.tier === 'elsewhere') return {};
  return { underline: tier.span };
}
