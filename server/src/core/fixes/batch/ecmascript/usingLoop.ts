/** The second half of a loop where it goes through the jobs: the head changes, the body stays. */
import type { FlowLoop } from '../../../syntax/flow/flow';
import { insertion, type TextEdit } from '../../../text/textEdit';
import { decline } from './source';

interface Using {
  readonly text: string;
  readonly loop: FlowLoop;
  /** What is taken out of each job. */
  readonly pattern: { readonly code: string; readonly isReassigned: boolean };
  /** `await runBatch(...)`. */
  readonly submit: string;
  readonly semicolon: string;
}

export function statementLoopEdits({ text, loop, pattern, submit }: Using): readonly TextEdit[] {
  const head = `for (${pattern.isReassigned ? 'let' : 'const'} ${pattern.code} of ${submit})`;
  const edits: TextEdit[] = [{ span: loop.head, newText: head }];
  if (loop.form !== 'do-while') return edits;
  const end = /^[^]*\)\s*;?/.exec(text.slice(loop.body.span.end, loop.span.end));
  return [...edits, { span: { start: loop.body.span.end, end: loop.body.span.end + (end?.[0].length ?? 0) }, newText: '' }];
}

export function callLoopEdits({ text, loop, pattern, submit }: Using): readonly TextEdit[] {
  const { call, function: fn } = loop.call!;
  const { iterable } = loop.clauses[0]!;
  const isReceiver = iterable.span.end <= call.calleeSpan.end;
  return [{ span: iterable.span, newText: isReceiver ? `(${submit})` : submit }, parameterEdit(text, fn!, pattern.code)];
}

function parameterEdit(text: string, fn: NonNullable<NonNullable<FlowLoop['call']>['function']>, pattern: string): TextEdit {
  const { parameters, span } = fn;
  const [first] = parameters;
  if (!first) {
    const open = /^(?:async\s*)?(?:function\b[^(]*)?\(/.exec(text.slice(span.start, span.end));
    return open
      ? insertion(span.start + open[0].length, pattern)
      : decline('the function of the loop is written in a way that takes no parameter');
  }
  const last = parameters[parameters.length - 1]!;
  const isBare = !/\(\s*$/.test(text.slice(span.start, first.span.start));
  return { span: { start: first.span.start, end: last.span.end }, newText: isBare ? `(${pattern})` : pattern };
}
