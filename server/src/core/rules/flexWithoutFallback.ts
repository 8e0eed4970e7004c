/** A flex call that ends in an error when flex has no room. */
import { refusalHandling } from '../refusal/refusal';
import { isDefault } from '../link/linkedCall';
import type { Rule } from './rule';

export const flexWithoutFallback: Rule = {
  id: 'flex-without-fallback',
  docs: {
    summary: 'Nobody deals with the 429 that flex answers when it has no capacity.',
    what: 'Reports flex calls round which nothing catches a refusal: no `try` with `RateLimitError`, a class above it or a class of unknown kind, no `.catch`, no retrying decorator or wrapper, neither at the call nor round its callers in the file. Where callers in other files may do it, the finding is a hint. A handler that only raises the same error again, or ends the program, does not count.',
    why: 'Flex is refused with 429 "resource unavailable" when there is no capacity, and with 400 where the project does not allow it. Neither is charged. The SDK\'s own retries (2 unless you say otherwise) are over within seconds, too short for a gap in capacity: the job fails although the same request on standard would have gone through.',
    whenNot:
      'Where the whole job is started again later by something that is not in the code (a queue, a cron job), failing is a fine way to wait. Five or more `max_retries` are taken for such a decision.',
    examples: [
      {
        language: 'python',
        bad: 'client.responses.create(model="gpt-5.4", input=text, service_tier="flex", timeout=900.0)',
        good: 'from openai import RateLimitError\n\ntry:\n    client.responses.create(model="gpt-5.4", input=text, service_tier="flex", timeout=900.0)\nexcept RateLimitError:\n    client.responses.create(model="gpt-5.4", input=text, service_tier="default")',
      },
      {
        language: 'typescript',
        bad: 'await client.withOptions(flexTransport).responses.create({ model, input, service_tier: "flex" }, { timeout: 900_000 });',
        good: 'try {\n  await client.withOptions(flexTransport).responses.create({ model, input, service_tier: "flex" }, { timeout: 900_000 });\n} catch {\n  await client.responses.create({ model, input, service_tier: "default" });\n}',
      },
    ],
    since: '0.1.0',
  },
  defaultSeverity: 'info',
  presets: { strict: 'warning', quiet: 'off' },
  messages: {
    unhandled:
      '{flex} refuses with 429 when it has no capacity, and nothing here deals with that; the retries of the SDK are over in seconds. Fall back to standard.',
    waiting: '{flex} refuses with 429 when it has no capacity, and whoever waits ({evidence}) then gets an error. Fall back to standard.',
    outOfSight:
      '{flex} refuses with 429 when it has no capacity, and nothing in this file deals with that. Fall back to standard, unless a caller elsewhere does.',
  },
  fixes: ['flex-fallback', 'tier-router', 'suppress'],
  check(site, context) {
    if (
      site.tier.state !== 'literal' ||
      site.tier.value !== 'flex' ||
      site.client.provider !== 'openai' ||
      site.isLegacy ||
      site.endpoint.tier !== 'request'
    )
      return;
    if (site.model.state === 'literal' && context.catalog.tierSupport(site.model.value, 'flex') === 'no') return;
    const handling = refusalHandling(site, context.unit);
    if (handling === 'handled') return;
    const { workload, evidence } = site.workload;
    const flex = isDefault(site.tier) ? 'The default flex' : 'Flex';
    if (workload === 'interactive' && site.intent?.tier !== 'flex') {
      const told = evidence.find((each) => each.workload === workload)?.text ?? 'interactive work';
      return context.report({ messageId: 'waiting', data: { flex, evidence: told }, site, severity: 'warning' });
    }
    if (handling === 'unhandled') return context.report({ messageId: 'unhandled', data: { flex }, site });
    context.report({ messageId: 'outOfSight', data: { flex }, site, severity: 'hint' });
  },
};
