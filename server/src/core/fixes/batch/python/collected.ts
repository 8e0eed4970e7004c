/** Comprehensions, generator expressions and calls that repeat: all requests beforehand, then the expression as it was over their answers. */
import type { FlowExpression, FlowLoop } from '../../../syntax/flow/flow';
import type { Span } from '../../../text/span';
import { insertion, type TextEdit } from '../../../text/textEdit';
import { checkUnconditional, type LoopJob } from './ask';
import { isPure } from './effects';
import { clausesOf, collected } from './forLoop';
import { asItem, indentAt, isBracketed, lineOf, lineStart, decline, startsLine } from './text';

export function convertComprehension(job: LoopJob): readonly TextEdit[] {
  const { analysis, text, ask, names } = job;
  const { loop } = analysis;
  const [first, ...others] = loop.clauses;
  if (!first || loop.clauses.some(({ isAsync }) => isAsync))
    return decline(`the comprehension in line ${lineOf(text, loop.span.start)} waits for its items`);
  checkUnconditional(text, { start: loop.body.span.start, end: loop.body.span.end }, ask.moved);
  const inner = analysis.nested.length > 1 ? analysis.nested[analysis.nested.length - 1] : undefined;
  if (inner && inner !== loop) return decline(`the comprehension in line ${lineOf(text, loop.span.start)} holds another`);
  for (const { iterable } of others)
    if (!job.isRepeatable(iterable)) decline(`\`${text.slice(iterable.span.start, iterable.span.end)}\` may give its items only once`);
  for (const { conditions } of loop.clauses)
    for (const condition of conditions)
      if (!isPure(condition)) decline(`the condition in line ${lineOf(text, condition.span.start)} would be evaluated twice`);
  const { lines, items } = itemsOf(job, first.iterable);
  const isAligned = others.length === 0 && first.conditions.length === 0;
  const { statement } = analysis.step;
  if (!isAligned && loop.form === 'generator' && statement.kind === 'assign' && statement.value?.span.start === loop.span.start)
    decline(`the generator in line ${lineOf(text, loop.span.start)} may run when its answers are gone`);
  const clauses = clausesOf(text, loop);
  const offset = loop.head.start;
  const clauseStart = text.indexOf(clauses, offset);
  const head = (code: string): string =>
    text.slice(clauseStart, first.iterable.span.start) + code + text.slice(first.iterable.span.end, clauseStart + clauses.length);
  const indent = indentAt(text, analysis.step.statement.span.start);
  const quiet = items ?? job.quiet(first.iterable);
  const target = text.slice(first.targets.span.start, first.targets.span.end);
  const made = isAligned ? collected(job, indent, target, quiet) : spread(job, indent, head(quiet));
  const answers = `${indent}${names.answers} = ${isAligned ? job.run(names.requests) : `iter(${job.run(names.requests)})`}`;
  const edits: TextEdit[] = [before(job, [...lines, ...made, answers])];
  const code = items ?? text.slice(first.iterable.span.start, first.iterable.span.end);
  if (!isAligned)
    return [
      ...edits,
      ...(items === undefined ? [] : [{ span: first.iterable.span, newText: items }]),
      ...ask.take(`next(${names.answers})`),
    ];
  const listed = first.iterable.shape === 'list' && !isBracketed(code) ? `(${code})` : code;
  return [
    ...edits,
    { span: first.targets.span, newText: `${asItem(target)}, ${names.answer}` },
    { span: first.iterable.span, newText: `zip(${listed}, ${names.answers})` },
    ...ask.take(names.answer),
  ];
}

export function convertCallLoop(job: LoopJob): readonly TextEdit[] {
  const { analysis, text, ask, names } = job;
  const { loop } = analysis;
  const repeat = loop.call;
  if (!repeat) return decline(`the loop in line ${lineOf(text, loop.span.start)} has a form that is not converted`);
  const { call, kind } = repeat;
  const at = repeat.named ?? call.args.findIndex(({ function: inline }) => inline !== undefined && inline === repeat.function);
  const handed = call.args[at];
  if (!handed) return decline(`the function of line ${lineOf(text, call.span.start)} can't be seen`);
  const inline = repeat.function;
  if (inline) {
    if (!inline.isExpression) return decline(`the function in line ${lineOf(text, inline.span.start)} can't be taken apart`);
    checkUnconditional(text, inline.body.span, ask.moved);
  }
  const indent = indentAt(text, analysis.step.statement.span.start);
  const parameter = inline ? inline.parameters.map(({ names: [name] }) => name ?? '_').join(', ') : names.item;
  if (kind === 'apply') return convertApply(job, indent, parameter, handed.span);
  if (kind !== 'map' && kind !== 'executor-map')
    return decline(`\`${call.callee ?? call.method}\` in line ${lineOf(text, call.span.start)} is not converted`);
  const iterables = call.args.slice(at + 1).filter(({ name }) => name === undefined);
  const [first] = iterables;
  if (!first || iterables.some(({ spread }) => spread !== undefined))
    return decline(`the items of line ${lineOf(text, call.span.start)} can't be seen`);
  if (iterables.length > 1) return decline(`line ${lineOf(text, call.span.start)} goes through several lists at once`);
  if (/\bProcessPool|\bmultiprocessing\b/.test(text)) return decline("answers can't be handed to other processes");
  const { lines, items } = itemsOf(job, first.value);
  const made = collected(job, indent, parameter, items ?? job.quiet(first.value));
  const edits: TextEdit[] = [before(job, [...lines, ...made, `${indent}${names.answers} = ${job.run(names.requests)}`])];
  edits.push({ span: first.span, newText: `${names.answers}, ${items ?? text.slice(first.span.start, first.span.end)}` });
  if (!inline) return edits;
  const start = inline.parameters[0]?.span.start;
  if (start === undefined) return decline(`the function in line ${lineOf(text, inline.span.start)} takes no item`);
  return [...edits, insertion(start, `${names.answer}, `), ...ask.take(names.answer)];
}

/** `df["text"].apply(f)`, `df.apply(f, axis=1)`. */
function convertApply(job: LoopJob, indent: string, parameter: string, handed: Span): readonly TextEdit[] {
  const { analysis, text, ask, names } = job;
  const { call, function: inline } = analysis.loop.call!;
  const rows = call.args.some(({ name, span }) => name === 'axis' && /=\s*(1|["']columns["'])$/.test(text.slice(span.start, span.end)));
  if (call.args.some(({ name }) => name !== undefined && name !== 'axis'))
    decline(`line ${lineOf(text, call.span.start)} hands its function more than the item`);
  const receiver = text.slice(call.span.start, call.calleeSpan.end).replace(/\s*\.\s*\w+\s*$/, '');
  if (/\(/.test(receiver)) decline(`\`${receiver}\` would be evaluated twice`);
  if (!rows && !/\[\s*(["'])[^"']*\1\s*\]$|\.\w+$/.test(receiver)) decline(`it can't be seen what \`${receiver}\` holds`);
  const made = rows ? collected(job, indent, `_, ${parameter}`, `${receiver}.iterrows()`) : collected(job, indent, parameter, receiver);
  const edits: TextEdit[] = [before(job, [...made, `${indent}${names.answers} = iter(${job.run(names.requests)})`])];
  const next = `next(${names.answers})`;
  if (inline) return [...edits, ...ask.take(next)];
  return [...edits, { span: handed, newText: `lambda ${parameter}: ${text.slice(handed.start, handed.end)}(${next}, ${parameter})` }];
}

/** Items that can't be gone through twice are kept in a list. */
function itemsOf(job: LoopJob, iterable: FlowExpression): { readonly lines: readonly string[]; readonly items?: string } {
  if (job.isRepeatable(iterable)) return { lines: [] };
  const { names, text, analysis } = job;
  return {
    lines: [
      `${indentAt(text, analysis.step.statement.span.start)}${names.items} = list(${text.slice(iterable.span.start, iterable.span.end)})`,
    ],
    items: names.items,
  };
}

function spread({ ask, names, step }: LoopJob, indent: string, clauses: string): string[] {
  const short = `${indent}${names.requests} = [${ask.request} ${clauses}]`;
  if (!short.includes('\n') && short.length <= 110) return [short];
  return `${indent}${names.requests} = [\n${indent}${step}${ask.request}\n${indent}${step}${clauses}\n${indent}]`.split(/\r?\n/);
}

/** New lines above the statement that the expression stands in. */
function before({ analysis, text, newline }: LoopJob, lines: readonly string[]): TextEdit {
  const { statement } = analysis.step;
  if (!startsLine(text, statement.span)) decline(`two statements share line ${lineOf(text, statement.span.start)}`);
  const { loop } = analysis;
  const isFirst =
    ['assign', 'expression', 'return'].includes(statement.kind) ||
    (statement.kind === 'loop' && statement.loop.form === 'for' && inHead(statement.loop, loop.span)) ||
    (statement.kind === 'if' && statement.branches[0]!.condition !== undefined && loop.span.end <= statement.branches[0]!.block.span.start);
  if (!isFirst) decline(`the statement in line ${lineOf(text, statement.span.start)} may not evaluate the requests`);
  return insertion(lineStart(text, statement.span.start), lines.map((line) => line + newline).join(''));
}

function inHead(loop: FlowLoop, span: Span): boolean {
  return loop.clauses.some(({ iterable }) => iterable.span.start <= span.start && span.end <= iterable.span.end);
}
