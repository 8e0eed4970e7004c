/** A tier for work that can wait, where somebody waits. */
import { isDefault } from '../link/linkedCall';
import { completionWindow, pollsBeside } from '../link/requestParameters';
import type { Rule } from './rule';

export const flexInRequestPath: Rule = {
  id: 'flex-in-request-path',
  docs: {
    summary: 'A person waits for an answer that runs on flex or in a background window.',
    what: 'Reports calls with `service_tier: "flex"` in interactive work: in a route handler or what it calls, in a bot, in a streamed reply. Also a background response with a completion window of hours that the same function then polls for. Starting such a response in a route and returning its id is right, and not reported.',
    why: 'Flex answers may take minutes, and are refused with 429 when there is no capacity: the page hangs or fails. The half that is saved is paid by whoever waits.',
    whenNot:
      'Where the route only looks like one: an endpoint that a cron job calls, an internal export. Annotate it with `tier: flex` and the reason.',
    examples: [
      {
        language: 'python',
        bad: '@app.post("/chat")\ndef chat(question: str):\n    return client.responses.create(model="gpt-5.4", input=question, service_tier="flex", timeout=900.0)',
        good: '@app.post("/chat")\ndef chat(question: str):\n    return client.responses.create(model="gpt-5.4", input=question, service_tier="default")',
      },
      {
        language: 'typescript',
        bad: 'app.post("/chat", async (req, res) => {\n  res.json(await client.responses.create({ model: "gpt-5.4", input: req.body.question, service_tier: "flex" }));\n});',
        good: 'app.post("/chat", async (req, res) => {\n  res.json(await client.responses.create({ model: "gpt-5.4", input: req.body.question, service_tier: "default" }));\n});',
      },
    ],
    since: '0.1.0',
  },
  defaultSeverity: 'warning',
  presets: { strict: 'error' },
  messages: {
    flex: 'A person waits for this answer ({evidence}), but {flex} may take minutes and is refused when there is no capacity. Use standard here.',
    window:
      'A person waits for this answer ({evidence}), but its background window may take {window}. Return the id of the response at once, or use standard.',
  },
  fixes: ['use-standard', 'annotate', 'suppress'],
  statement: (site) => ({
    tier: completionWindow(site) === undefined ? 'flex' : 'background',
    reason: 'a late answer is fine here',
  }),
  check(site, context) {
    const { workload, evidence } = site.workload;
    if (workload !== 'interactive' || site.client.provider !== 'openai') return;
    const told = evidence.find((each) => each.workload === workload)?.text ?? 'interactive work';
    if (site.tier.state === 'literal' && site.tier.value === 'flex') {
      // Where a tier is asked for, `tier-policy` speaks.
      if (site.intent?.tier === undefined)
        context.report({
          messageId: 'flex',
          data: { evidence: told, flex: isDefault(site.tier) ? 'flex, the default here,' : 'flex' },
          site,
        });
      return;
    }
    const window = completionWindow(site);
    if (window === undefined || window === 'soonest' || site.intent?.tier === 'background' || !pollsBeside(site, context.unit)) return;
    context.report({ messageId: 'window', data: { evidence: told, window: WINDOWS[window] ?? window }, site });
  },
};

const WINDOWS: Readonly<Record<string, string>> = { '2h': '2 hours', '8h': '8 hours' };
