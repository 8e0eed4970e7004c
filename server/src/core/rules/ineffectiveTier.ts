/** A tier that is written where the library ignores it: full price, in silence. */
import { describeTier } from '../catalog/serviceTier';
import { nameOf, placeInWords } from '../libraries/place';
import { placeToAdd } from '../libraries/library';
import type { Rule } from './rule';

export const ineffectiveTier: Rule = {
  id: 'ineffective-tier',
  docs: {
    summary: 'A service tier is set where the library ignores it, so the call runs on the default tier.',
    what: 'Reports calls of libraries that have several places for settings, with a literal tier in one that the library drops without a word: `ModelSettings(service_tier=...)` of the OpenAI Agents SDK, `service_tier` in the constructor of LlamaIndex, `serviceTier` in that of LangChain for JavaScript. Each was run against a local server, and the request arrived without a tier.',
    why: 'There is no error and no warning, and every call costs the full price.',
    whenNot: 'Where a version of the library that you pin takes the tier there: annotate the call.',
    examples: [
      {
        language: 'python',
        bad: 'llm = LlamaOpenAI(model="gpt-5.4", service_tier="flex", timeout=900.0)',
        good: 'llm = LlamaOpenAI(model="gpt-5.4", additional_kwargs={"service_tier": "flex"}, timeout=900.0)',
      },
    ],
    since: '0.2.0',
  },
  defaultSeverity: 'warning',
  presets: { strict: 'error' },
  messages: {
    ignored: '{name} "{tier}" has no effect here: {library} drops it, and the call runs on standard (assumed). {advice}',
  },
  fixes: ['move-tier', 'suppress'],
  check(site, context) {
    const { misplacedTier, library, tier, client, endpoint } = site;
    if (!misplacedTier || tier.state !== 'absent' || client.provider !== 'openai' || endpoint.tier !== 'request') return;
    if (!endpoint.tierValues?.includes(misplacedTier.value)) return;
    const advice = `It takes ${describeTier(misplacedTier.value)} as ${placeInWords(placeToAdd(library, 'service_tier'))}.`;
    const data = { name: nameOf(misplacedTier.place), tier: misplacedTier.value, library: library.name, advice };
    context.report({ messageId: 'ignored', data, site });
  },
};
