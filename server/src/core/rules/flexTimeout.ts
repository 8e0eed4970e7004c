/** A flex call that gives up before flex has had its time. */
import { FLEX_TIMEOUT_SECONDS } from '../catalog/serviceTier';
import { placeToAdd } from '../libraries/library';
import type { CallSite } from '../callSite/callSite';
import { isDefault } from '../link/linkedCall';
import type { Rule } from './rule';

export const flexTimeout: Rule = {
  id: 'flex-timeout',
  docs: {
    summary: 'A call on flex times out before 15 minutes are over.',
    what: "Reports calls with `service_tier: \"flex\"` whose effective timeout (the call's own, else `with_options`, else the client's, else the SDK's 10 minutes) is shorter than 15 minutes, in Node calls with a `timeout` among the keys of the request instead of its options, and calls that wait long enough by their own timeout but are cut by the built-in fetch, which drops a request after 300 seconds without response headers.",
    why: 'Flex answers come later than standard ones. A request that times out is retried, twice by default, and an attempt that was given up may still have been processed and billed.',
    whenNot:
      'Where a late answer is worth nothing, a short timeout on flex with a fall-back to standard is a fair choice: annotate the call.',
    examples: [
      {
        language: 'python',
        bad: 'client.responses.create(model="gpt-5.4", input=text, service_tier="flex")',
        good: 'client.responses.create(model="gpt-5.4", input=text, service_tier="flex", timeout=900.0)',
      },
      {
        language: 'typescript',
        bad: 'await client.responses.create({ model, input, service_tier: "flex" });',
        good: 'await client.withOptions(flexTransport).responses.create({ model, input, service_tier: "flex" }, { timeout: 900_000 });',
      },
    ],
    since: '0.1.0',
  },
  defaultSeverity: 'warning',
  presets: { strict: 'error' },
  messages: {
    tooShort: '{call} gives up after {seconds} s ({from}). Flex may take 15 minutes: raise the timeout to {wanted}.',
    inBody:
      '{call} has `timeout` among the keys of the request, which the API refuses, and waits {seconds} s ({from}). It belongs in the second argument, the options.',
    headerLimit:
      "{call} waits {seconds} s, but Node's built-in fetch drops a request after 300 s without response headers. Give the client a transport with a longer limit.",
  },
  fixes: ['raise-timeout', 'suppress'],
  check(site, context) {
    if (
      site.tier.state !== 'literal' ||
      site.tier.value !== 'flex' ||
      site.client.provider !== 'openai' ||
      site.isLegacy ||
      site.endpoint.tier !== 'request'
    )
      return;
    // A model that does not take flex has a worse problem, and another rule for it.
    if (site.model.state === 'literal' && context.catalog.tierSupport(site.model.value, 'flex') === 'no') return;
    const { value, from } = site.timeout;
    if (value.state !== 'literal') return;
    const seconds = Number.isFinite(value.value) ? String(Math.round(value.value * 10) / 10) : 'without limit';
    const call = isDefault(site.tier) ? 'Where the default flex is used, this call' : 'This flex call';
    if (site.misplacedTimeout) return context.report({ messageId: 'inBody', data: { call, seconds, from: FROM[from] }, site });
    if (value.value < FLEX_TIMEOUT_SECONDS) {
      const data = { call, seconds, from: FROM[from], wanted: WANTED[placeToAdd(site.library, 'timeout').unit ?? 'seconds'] };
      return context.report({ messageId: 'tooShort', data, site });
    }
    if (site.headerLimit === 'applies') context.report({ messageId: 'headerLimit', data: { call, seconds }, site });
  },
};

const WANTED = { seconds: '900 seconds', milliseconds: '900_000 milliseconds' } as const;

const FROM: Readonly<Record<CallSite['timeout']['from'], string>> = {
  call: 'the timeout of the call',
  'with-options': 'the timeout of its client options',
  client: 'the timeout of its client',
  'sdk-default': 'the default of the SDK',
};
