import type { Argument, Expression } from '../expression';
import type { HandlerSet } from './handlers';
import type { Lowering } from './lowering';
import { lowerArgument } from './calls';
import { bindTarget } from './targets';

/** What can be made of a stretch that does not parse: its calls, half-typed ones too, and what they are assigned to. */
export const errors: HandlerSet = {
  statements: {
    ERROR(l, node) {
      const outer = l.context;
      const pieces = l.tree.children(node);
      // The node itself may start with the line break before them.
      l.context = outer.inStatement({ start: l.tree.start(pieces[0] ?? node), end: l.tree.end(node) });
      for (let index = 0; index < pieces.length; ) index = recoverPiece(l, pieces, index);
      l.context = outer;
    },
  },
};

const CALLABLE = new Set(['identifier', 'attribute', 'call', 'subscript']);
const ASSIGNABLE = new Set(['identifier', 'attribute', 'subscript', 'pattern_list']);

/** Lowers the piece at `index` with what belongs to it, and gives the index of the piece behind. */
function recoverPiece(l: Lowering, pieces: readonly number[], index: number): number {
  const piece = pieces[index]!;
  const value = pieces[index + 2];
  if (value !== undefined && isToken(l, pieces[index + 1], '=') && ASSIGNABLE.has(l.tree.type(piece)) && !l.tree.isToken(value)) {
    const recovered = recoverValue(l, pieces, index + 2);
    const span = { start: l.tree.start(piece), end: recovered.value.span.end };
    bindTarget(l, piece, { kind: 'variable', value: recovered.value, span });
    return recovered.next;
  }
  if (isCallStart(l, pieces, index)) return recoverValue(l, pieces, index).next;
  if (!l.tree.isToken(piece)) l.visit(piece);
  return index + 1;
}

interface Recovered {
  readonly value: Expression;
  readonly next: number;
}

function recoverValue(l: Lowering, pieces: readonly number[], index: number): Recovered {
  if (isCallStart(l, pieces, index)) return recoverCall(l, pieces, index);
  return { value: l.expression(pieces[index]!), next: index + 1 };
}

/** A callable piece that is directly followed by `(` is a call whose closing parenthesis is missing. */
function isCallStart(l: Lowering, pieces: readonly number[], index: number): boolean {
  const piece = pieces[index]!;
  const next = pieces[index + 1];
  return isToken(l, next, '(') && CALLABLE.has(l.tree.type(piece)) && l.tree.end(piece) === l.tree.start(next!);
}

function recoverCall(l: Lowering, pieces: readonly number[], at: number): Recovered {
  const place = l.reserveCall();
  const paren = pieces[at + 1]!;
  const callee = l.expression(pieces[at]!);
  const args: Argument[] = [];
  let end = l.tree.end(paren);
  let next = at + 2;
  // Arguments stand between commas; whatever else follows is no longer the call's.
  for (let isDue = true; next < pieces.length && !isToken(l, pieces[next], ')'); ) {
    const piece = pieces[next]!;
    if (isToken(l, piece, ',')) isDue = true;
    else if (!isDue || l.tree.isToken(piece) || l.tree.type(piece) === 'ERROR') break;
    else {
      isDue = false;
      if (isToken(l, pieces[next + 1], '=')) {
        next++;
        const span = { start: l.tree.start(piece), end: l.tree.end(pieces[next]!) };
        args.push({ name: l.tree.slice(piece), value: { kind: 'opaque', span }, span });
      } else args.push(lowerArgument(l, piece));
      end = l.tree.end(pieces[next]!);
    }
    next++;
  }
  if (isToken(l, pieces[next], ')')) end = l.tree.end(pieces[next++]!);
  const span = { start: l.tree.start(pieces[at]!), end };
  const call: Expression = { kind: 'call', callee, args, span, argumentsSpan: { start: l.tree.start(paren), end } };
  l.recordCall(place, call, false, false);
  return { value: call, next };
}

function isToken(l: Lowering, piece: number | undefined, token: string): boolean {
  return piece !== undefined && l.tree.type(piece) === token;
}
