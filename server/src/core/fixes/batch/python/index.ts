/**
 * Python loops become Batch jobs: the first half makes all requests, `run_batch` has them answered, the second half is
 * the loop as it was, given the answers. What can't be taken apart with certainty is declined, with the reason.
 */
import type { CallSite } from '../../../callSite/callSite';
import type { FlowExpression } from '../../../syntax/flow/flow';
import type { LoopAnalysis } from '../../../loops/loopAnalysis';
import { boundIn } from '../../../syntax/flow/walk';
import type { TextEdit } from '../../../text/textEdit';
import type { FixContext } from '../../fix';
import type { BatchConverter, BatchMode, LoopChange } from '../conversion';
import { checkArguments, directAsk, type Ask, type LoopJob } from './ask';
import { convertCallLoop, convertComprehension } from './collected';
import { Effects } from '../shared/effects';
import { checkRetries } from '../shared/retries';
import { isPure } from './effects';
import { convertFor } from './forLoop';
import { functionAsk } from './function';
import { installHelper } from './install';
import { isRepeatable, quiet } from './iterables';
import { indentStep } from './step';
import { decline, lineOf, newlineOf } from './text';
import { PYTHON_WORDS } from './words';

export const pythonBatch: BatchConverter = { convert };

function convert(site: CallSite, analysis: LoopAnalysis, context: FixContext, mode: BatchMode): LoopChange {
  const { unit } = context;
  const { text, facts } = unit;
  checkSite(site, analysis, unit.path);
  const newline = newlineOf(text);
  const step = indentStep(analysis.place.flow);
  const taken = new Set(facts.bindings.map(({ name }) => name));
  for (const name of ['dict', 'zip', 'next', 'iter', 'list']) if (taken.has(name)) decline(`\`${name}\` is a name of the file's own`);
  const fresh = (wish: string): string =>
    [wish, `batch_${wish.replace(/^batch_/, '')}`, ...Array.from({ length: 50 }, (_, index) => `${wish}_${index + 2}`)].find(
      (name) => !taken.has(name),
    ) ?? wish;

  const effects = new Effects(PYTHON_WORDS, (call) => {
    const [name, ...receiver] = call.callee?.split('.').reverse() ?? [];
    const isMethod = receiver.length > 0;
    const known = facts.functions.find((each) => name !== undefined && each.name === name && (each.class !== undefined) === isMethod);
    return known && analysis.place.flow.functionOf(known.span);
  });
  checkRetries(analysis.retries, effects, text);
  const edits: TextEdit[] = [];
  let ask: Ask;
  if (analysis.called) {
    const split = functionAsk({ site, analysis, called: analysis.called, text, facts, step, newline, effects, fresh });
    ({ ask } = split);
    edits.push(...split.edits);
    checkTwice(analysis, text);
  } else {
    checkArguments(analysis.call, text);
    ask = directAsk(site, analysis.call, text);
  }
  checkClient(ask, analysis, text);
  if (ask.kind === 'async' && !analysis.place.function.isAsync && !(unit.isNotebook && analysis.place.function.form === 'module'))
    decline('the loop does not stand in an async function');

  const helper = installHelper(context, ask.kind, { step, newline });
  const names = {
    requests: fresh('batch_requests'),
    answers: fresh('batch_answers'),
    items: fresh('batch_items'),
    answer: fresh('answer'),
    item: fresh('item'),
    error: fresh('error'),
  };
  const quote = /(^|[^\w])'[^'\n]*'/.test(text) && (text.match(/'/g) ?? []).length > (text.match(/"/g) ?? []).length ? "'" : '"';
  const options = mode === 'two-step' ? ', wait=False' : '';
  const job: LoopJob = {
    site,
    analysis,
    text,
    ask,
    names,
    newline,
    step,
    effects,
    run: (requests) =>
      `${ask.kind === 'async' ? 'await ' : ''}${helper.name}(${ask.client}, ${quote}${ask.method}${quote}, ${requests}${options})`,
    isRepeatable: (iterable: FlowExpression) => isRepeatable(iterable, analysis, unit),
    quiet: (iterable: FlowExpression) => quiet(iterable, text),
  };
  edits.push(...loopEdits(job));
  return { changes: [{ file: unit.path, edits: [...helper.edits, ...edits] }, ...helper.creates] };
}

function loopEdits(job: LoopJob): readonly TextEdit[] {
  const { loop } = job.analysis;
  switch (loop.form) {
    case 'for':
    case 'for-await':
      return convertFor(job);
    case 'comprehension':
    case 'generator':
      return convertComprehension(job);
    case 'call':
      return convertCallLoop(job);
    default:
      return decline(`the loop in line ${lineOf(job.text, loop.span.start)} has no list of items`);
  }
}

function checkSite(site: CallSite, { place, called }: LoopAnalysis, file: string): void {
  if (place.unit.path !== file || (called && called.place.unit.path !== file))
    decline('the loop and the function it calls are in two files');
  if (site.shape.form !== 'keywords') decline('the arguments of the request are not written at the call');
  if (site.client.isWrapped) decline('the client is wrapped by another package');
  if (site.isLegacy) decline('the call is written for openai 0.x');
}

/** Arguments of the function are evaluated in both halves. */
function checkTwice({ call, dispatched, loop }: LoopAnalysis, text: string): void {
  if (loop.form === 'call') return;
  for (const { value, span } of [...call.args, ...(dispatched?.args ?? [])]) {
    if (!isPure(value) && !value.calls.some((inner) => inner.span.start === call.span.start))
      decline(`\`${text.slice(span.start, span.end)}\` in line ${lineOf(text, span.start)} would be evaluated twice`);
  }
}

/** The client must be the same for all requests. */
function checkClient({ clientAccesses }: Ask, { loop }: LoopAnalysis, text: string): void {
  const bound = boundIn(loop.body);
  for (const clause of loop.clauses) for (const name of clause.targets.names) bound.add(name);
  const own = clientAccesses.find((name) => bound.has(name));
  if (own !== undefined) decline(`\`${own}\` is another client in each iteration of the loop in line ${lineOf(text, loop.span.start)}`);
}
