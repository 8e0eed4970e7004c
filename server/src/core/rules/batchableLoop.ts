/** Independent requests that are sent one by one, or side by side, where one Batch job could hold them all. */
import { LOOP_VERDICTS } from '../loops/loopVerdict';
import type { CallSite } from '../callSite/callSite';
import type { SourceUnit } from '../link/moduleHost';
import { LineIndex } from '../text/lineIndex';
import { contains } from '../text/span';
import type { Rule } from './rule';

const VERDICTS = Object.entries(LOOP_VERDICTS)
  .map(([id, meaning]) => `- \`${id}\`: ${meaning}`)
  .join('\n');

export const batchableLoop: Rule = {
  id: 'batchable-loop',
  docs: {
    summary: 'The requests of a loop are independent of each other, so one Batch job could hold them all.',
    what: `Reports calls that a loop repeats (\`for\`, \`while\`, comprehensions, \`map\` with \`Promise.all\`, \`asyncio.gather\`, executors, task groups, \`df.apply\`, also one helper function away) when no request is made of the answer to another, the number of requests does not depend on answers, and the Batch API takes the endpoint and the model. Every loop round a call gets a verdict, which the hover, \`tierlint explain FILE:LINE\` and \`check --format json\` show with its reason:\n\n${VERDICTS}\n\nWhat can't be proved independent is never reported. Prints and waits between requests do not matter: a conversion keeps their order. Calls on flex are left alone, since flex costs what Batch costs, and so are calls that a person waits for.`,
    why: 'The Batch API runs the same requests for half of standard, within 24 hours, under rate limits of its own.',
    whenNot:
      'Where the answers are needed within minutes: flex saves as much and answers sooner. Say so with an annotation, `tier: standard` or `tier: flex`.',
    examples: [
      {
        language: 'python',
        bad: 'for review in reviews:\n    answer = client.responses.create(model="gpt-5.4-mini", input=review.text)\n    labels[review.id] = answer.output_text',
        good: 'summary = ""\nfor chunk in chunks:\n    answer = client.responses.create(model="gpt-5.4-mini", input=f"{summary}\\n{chunk}")\n    summary = answer.output_text',
      },
      {
        language: 'typescript',
        bad: 'const labels = await Promise.all(\n  reviews.map((review) => client.responses.create({ model: "gpt-5.4-mini", input: review.text })),\n);',
        good: 'while (!done) {\n  const answer = await client.chat.completions.create({ model: "gpt-5.4-mini", messages });\n  messages.push(answer.choices[0].message);\n  done = !answer.choices[0].message.tool_calls;\n}',
      },
    ],
    since: '0.1.0',
  },
  defaultSeverity: 'info',
  presets: { strict: 'warning', quiet: 'off' },
  messages: {
    batch: 'The requests of {loop} do not depend on each other. As one Batch job they cost 50 % less, with answers within 24 hours.',
  },
  fixes: ['loop-to-batch', 'loop-to-batch-two-step', 'suppress'],
  check(site, context) {
    const { loop, workload, tier, endpoint, intent } = site;
    if (loop?.verdict !== 'batchable' || workload.workload === 'interactive') return;
    if (endpoint.free || tier.state === 'dynamic' || (tier.state === 'literal' && tier.value === 'flex')) return;
    // Somebody said what is meant: whether it is so is for `tier-policy`, which offers the same fixes.
    if (intent?.tier !== undefined) return;
    // A loop that no fix converts is work for somebody.
    const isOffered = site.cheaperWays().some((way) => way.tier === 'batch' && way.takes === 'fix');
    const severity = workload.workload === 'unknown' || !isOffered ? 'info' : 'warning';
    context.report({
      messageId: 'batch',
      data: { loop: loopOf(site, context.unit) },
      site,
      severity,
      ...(loop.file === undefined && { underline: loop.head }),
    });
  },
};

/** A loop that stands round the call needs no name. */
function loopOf({ loop, call }: CallSite, { text, isNotebook }: SourceUnit): string {
  if (!loop || loop.file !== undefined || isNotebook || contains(loop.span, call.span)) return 'this loop';
  return `the loop in line ${new LineIndex(text).positionAt(loop.span.start).line + 1}`;
}
