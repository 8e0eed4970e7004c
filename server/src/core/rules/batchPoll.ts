/** A program that waits for a Batch job by hand, and does not for every end it can have. */
import { endingPoll } from '../fixes/endPolling';
import { slowingPoll } from '../fixes/slowPolling';
import type { Fix } from '../findings/fix';
import { positionalJoins, readsWithoutErrors } from '../polling/answers';
import { BatchFlow } from '../polling/batchFlow';
import { pauseOf } from '../polling/pauses';
import { pollingLoops, type PollingLoop } from '../polling/pollingLoops';
import type { FileRuleContext, Rule } from './rule';

/** What every such file says; made from its text, so that others are never taken apart. */
const TELLTALE = /\b(?:batches\s*\.\s*retrieve|Batch\s*\.\s*a?retrieve|files\s*\.\s*(?:content|retrieve_content|retrieveContent))\b/;
/** A batch is asked for at most once in so many seconds. */
const SHORTEST_PAUSE = 1;

export const batchPoll: Rule = {
  id: 'batch-poll',
  docs: {
    summary: 'A hand-written Batch job waits for ever when the batch fails, or loses or mixes up answers.',
    what: 'Looks at code that asks for a Batch job with `batches.retrieve` and reads its files, in Python, JavaScript and TypeScript, through small functions of the same file. It reports a loop that certainly goes on when the batch is `failed`, `expired` or `cancelled`; an output file that is read in a file which never looks at the error file or at the numbers of failed requests; lines of an output file that are put beside requests by their number, without `custom_id`; and a loop that asks more often than once a second. What it can not follow (a deadline, a callback that may throw, statuses from elsewhere) counts as a way out and is not reported.',
    why: 'One wrong line of input, an empty account or 24 hours without an answer, and the program asks for ever. Lines of the output come in any order and failed requests are not among them, so answers that are counted off belong to other requests.',
    whenNot: 'Where something outside ends the program in time, or another program reads the error file.',
    examples: [
      {
        language: 'python',
        bad: 'while batch.status != "completed":\n    time.sleep(30)\n    batch = client.batches.retrieve(batch.id)',
        good: 'while batch.status not in ("completed", "failed", "expired", "cancelled"):\n    time.sleep(30)\n    batch = client.batches.retrieve(batch.id)',
      },
      {
        language: 'typescript',
        bad: "for (;;) {\n  const batch = await client.batches.retrieve(id);\n  if (batch.status === 'completed') break;\n  await new Promise((resolve) => setTimeout(resolve, 30_000));\n}",
        good: "for (;;) {\n  const batch = await client.batches.retrieve(id);\n  if (['completed', 'failed', 'expired', 'cancelled'].includes(batch.status)) break;\n  await new Promise((resolve) => setTimeout(resolve, 30_000));\n}",
      },
    ],
    since: '0.1.0',
  },
  defaultSeverity: 'warning',
  presets: { strict: 'error' },
  messages: {
    neverEnds:
      'This loop never ends when the batch is {statuses}: it goes on asking.{spelling} Leave it on every end: completed, failed, expired, cancelled.',
    tooFast:
      'This loop asks for the batch {often}. A batch takes minutes to hours, and each question counts against the rate limit: wait 10 seconds or more.',
    errorsIgnored:
      'Requests that failed are not in the output file but in the error file (error_file_id), which nothing here reads: their answers are missing without a word.',
    joinedByLine:
      'Lines of an output file come in any order, and failed requests are not among them: join answers with requests by custom_id, not by line number.',
  },
  fixes: ['end-polling', 'slow-polling'],
  checkFile(checked, context) {
    const { unit } = checked;
    if (!TELLTALE.test(unit.text) || OTHERS.test(unit.text) || unit.facts.hasErrors) return;
    const flow = checked.flow();
    if (!flow) return;
    const file = new BatchFlow(unit, flow);
    for (const polling of pollingLoops(file)) reportLoop(polling, file, context);
    for (const { span, calleeSpan } of readsWithoutErrors(file))
      context.report({ messageId: 'errorsIgnored', span, underline: calleeSpan, severity: 'info' });
    for (const place of positionalJoins(file)) context.report({ messageId: 'joinedByLine', ...place });
  },
};

/** Batch APIs of others that are called alike and end otherwise. */
const OTHERS = /\bimport together\b|\bfrom together\b|["']together-ai["']|\bfireworks\.client\b|\bmistralai\b/;

function reportLoop(polling: PollingLoop, file: BatchFlow, { report }: FileRuleContext): void {
  const { loop, missed } = polling;
  if (missed.length > 0) {
    const fixes = (): readonly Fix[] => endingPoll(polling, file);
    const spelling =
      /["'`]canceled["'`]/.test(file.text(loop.span)) && missed.includes('cancelled') ? ' (The API writes "cancelled" with two l.)' : '';
    // A batch is cancelled by a person only, who then ends the program, too.
    const severity = missed[0] === 'cancelled' ? 'info' : 'warning';
    report({
      messageId: 'neverEnds',
      data: { statuses: listed(missed), spelling },
      span: loop.head,
      severity,
      fixes,
    });
  }
  const pause = pauseOf(loop, file);
  if (!pause || pause.seconds >= SHORTEST_PAUSE) return;
  const often = pause.seconds === 0 ? 'without a pause' : `every ${pause.seconds} seconds`;
  const span = pause.number ?? loop.head;
  report({
    messageId: 'tooFast',
    data: { often },
    span,
    severity: 'info',
    fixes: () => slowingPoll(pause, file),
  });
}

function listed(names: readonly string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : (names[0] ?? '');
}
