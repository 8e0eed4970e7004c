/** From what the passes through a loop found to a verdict and the sentence that says why. */
import { LineIndex } from '../text/lineIndex';
import type { Span } from '../text/span';
import type { SourceUnit } from '../link/moduleHost';
import { isEndless } from './callTraits';
import type { FlowLoop } from '../syntax/flow/flow';
import { OUTSIDE, type Hit, type Passes } from './passes';
import type { LoopVerdictId } from './loopVerdict';

export interface Verdict {
  readonly verdict: LoopVerdictId;
  readonly reason: string;
}

/** Things that are written to and read from: another item may have left something there. */
const STORES =
  /(^|\.)\w*(db|database|cursor|conn|connection|session|collection|table|redis|cache|store|storage|repo|repository|index|vector\w*|file|fh|fp|f|memory|state)$/i;

export function verdictOf(loop: FlowLoop, passes: Passes, unit: SourceUnit): Verdict {
  const at = (span: Span): string => where(span, unit);
  const { hits, exits, waits, condition, yields } = passes;
  if (passes.isBroken) return { verdict: 'unproved', reason: 'The code of the loop could not be read in full.' };
  if (!passes.isReached) return { verdict: 'unproved', reason: 'How the loop comes to this request could not be followed.' };
  if (loop.call?.kind === 'reduce') return { verdict: 'dependent', reason: 'Each pass of the reduction gets what the pass before gave.' };
  const certain =
    hits.find(({ taint, access }) => taint.strength === 'certain' && taint.how === 'grows' && access) ??
    hits.find(({ taint }) => taint.strength === 'certain');
  if (certain && !(certain.access === undefined && exits.some(({ control }) => control))) return dependence(certain, at);
  const [wait] = waits;
  if (wait)
    return { verdict: 'unbounded', reason: `The loop waits for more to come: \`${short(unit, wait.calleeSpan)}\` (${at(wait.span)}).` };
  if (condition && condition.how !== 'failure')
    return { verdict: 'early-exit', reason: `Whether the loop goes on depends on an answer: \`${condition.name}\` (${at(condition.at)}).` };
  const exit = exits.find(({ control }) => control !== undefined) ?? exits.find(({ afterRequest }) => afterRequest);
  if (loop.call?.kind === 'search')
    return { verdict: 'early-exit', reason: `\`${loop.call.call.method ?? 'find'}\` stops at the first answer that fits.` };
  if (exit) {
    if (exit.inHandler || exit.control?.how === 'failure')
      return {
        verdict: 'early-exit',
        reason: `The loop ends with ${exit.inHandler ? 'the first request that fails' : 'the first request that succeeds'} (${at(exit.span)}).`,
      };
    return {
      verdict: 'early-exit',
      reason: exit.control ? `An answer can end the loop (${at(exit.span)}).` : `The loop ends after its first answer (${at(exit.span)}).`,
    };
  }
  if (condition) return { verdict: 'early-exit', reason: `The loop goes on until a request succeeds (${at(condition.at)}).` };
  if (isForever(loop, unit) && exits.length === 0) return { verdict: 'unbounded', reason: 'The loop has no end.' };
  const iterable = loop.clauses[0] && unit.text.slice(loop.clauses[0].iterable.span.start, loop.clauses[0].iterable.span.end);
  if (iterable !== undefined && isEndless(iterable))
    return { verdict: 'unbounded', reason: `Items of \`${clip(iterable)}\` come for as long as the program runs.` };
  if (loop.clauses[0]?.isAsync && !/\b(as_completed|tqdm|Promise)\b/.test(iterable ?? '')) {
    return {
      verdict: 'unproved',
      reason: `Items of \`${clip(iterable ?? '')}\` come over time; whether they are all there before the first request is not known.`,
    };
  }
  const possible = hits[0];
  if (possible) {
    const { taint } = possible;
    if (taint.origin?.startsWith(OUTSIDE))
      return {
        verdict: 'side-effect',
        reason: `\`${clip(taint.origin.slice(OUTSIDE.length).replace(/@\d+:|[^()\s]*#/g, ''))}\` is written to in one iteration (${at(taint.at)}), and later requests may be made of what it holds.`,
      };
    const name = (taint.origin ?? taint.name).replace(/^@\d+:/, '');
    if (STORES.test(name))
      return { verdict: 'side-effect', reason: `\`${name}\` is written to with an answer (${at(taint.at)}) and read for later requests.` };
    return {
      verdict: 'unproved',
      reason: `\`${name}\` may hold something of an answer (${at(taint.at)}), and later requests are made of it.`,
    };
  }
  if (yields) return { verdict: 'unproved', reason: 'The loop hands out its answers one by one, and whoever reads them may stop early.' };
  return { verdict: 'batchable', reason: independence(loop, passes, unit) };
}

function independence(loop: FlowLoop, { followUps }: Passes, unit: SourceUnit): string {
  const names = loop.clauses.flatMap(({ targets }) => targets.names).filter((name) => name !== '_');
  const items =
    names.length > 0
      ? `each is made of ${names.map((name) => `\`${name}\``).join(', ')} and what stands before the loop`
      : 'all is there before the first one is sent';
  const second = followUps[0]
    ? ` A second request is made of its answer (${where(followUps[0].span, unit)}): that one would be a second batch.`
    : '';
  return `No request uses the answer to another: ${items}.${second}`;
}

function dependence({ taint, access, fromOther }: Hit, at: (span: Span) => string): Verdict {
  const name = (taint.name || access?.path || '').replace(/^@\d+:/, '').replace(/^.*#/, '');
  if (fromOther)
    return {
      verdict: 'dependent',
      reason: `The request is made of the answer to another request in the loop (${at(taint.from ?? taint.at)}). That one may be batched first, this one in a second batch.`,
    };
  if (!access)
    return { verdict: 'dependent', reason: `Whether the request is sent depends on an earlier answer: \`${name}\` (${at(taint.at)}).` };
  if (taint.how === 'grows' && (taint.isList || TALK.test(name)))
    return { verdict: 'conversation', reason: `\`${name}\` grows with each answer (${at(taint.at)}) and is part of the next request.` };
  return { verdict: 'dependent', reason: `\`${name}\` holds an earlier answer (${at(taint.at)}), and the next request is made of it.` };
}

const TALK = /message|history|conversation|chat|dialog|thread|convo|context|transcript|turns/i;

function isForever({ form, condition }: FlowLoop, { text }: SourceUnit): boolean {
  if (form === 'for-count') return condition === undefined;
  return (
    (form === 'while' || form === 'do-while') &&
    condition !== undefined &&
    /^\(?\s*(True|true|1)\s*\)?$/.test(text.slice(condition.span.start, condition.span.end))
  );
}

const LINES = new WeakMap<SourceUnit['facts'], LineIndex>();

/** `line 14`; in a notebook, whose lines count per cell, the code itself. */
function where({ start, end }: Span, unit: SourceUnit): string {
  if (unit.isNotebook) return `\`${clip(unit.text.slice(start, end))}\``;
  let lines = LINES.get(unit.facts);
  if (!lines) LINES.set(unit.facts, (lines = new LineIndex(unit.text)));
  return `line ${lines.positionAt(start).line + 1}`;
}

function short(unit: SourceUnit, { start, end }: Span): string {
  return clip(unit.text.slice(start, end));
}

function clip(code: string): string {
  const line = code.replace(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
