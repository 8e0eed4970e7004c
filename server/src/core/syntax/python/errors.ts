import type { Argument } from '../expression';
import type { HandlerSet } from './handlers';
import type { Lowering } from './lowering';
import { lowerArgument } from './calls';

/** What can be made of a stretch that does not parse: the calls in it, half-typed ones too. */
export const errors: HandlerSet = {
  statements: {
    ERROR(l, node) {
      const outer = l.context;
      l.context = outer.inStatement(l.span(node));
      recover(l, l.tree.children(node));
      l.context = outer;
    },
  },
};

const CALLABLE = new Set(['identifier', 'attribute', 'call', 'subscript']);

/** Visits the pieces; a callable piece followed by `(` is a call whose closing parenthesis is missing. */
function recover(l: Lowering, pieces: readonly number[]): void {
  let index = 0;
  while (index < pieces.length) {
    const piece = pieces[index]!;
    const paren = pieces[index + 1];
    if (paren !== undefined && CALLABLE.has(l.tree.type(piece)) && isParenthesis(l, paren) && l.tree.end(piece) === l.tree.start(paren)) {
      index = recoverCall(l, pieces, index);
    } else {
      l.visit(piece);
      index++;
    }
  }
}

function recoverCall(l: Lowering, pieces: readonly number[], at: number): number {
  const place = l.reserveCall();
  const callee = pieces[at]!;
  const paren = pieces[at + 1]!;
  const lowered = l.expression(callee);
  const args: Argument[] = [];
  let end = l.tree.end(paren);
  let index = at + 2;
  for (; index < pieces.length && l.tree.type(pieces[index]!) !== ')'; index++) {
    const piece = pieces[index]!;
    if (l.tree.isToken(piece)) continue;
    args.push(lowerArgument(l, piece));
    end = l.tree.end(piece);
  }
  if (index < pieces.length) end = l.tree.end(pieces[index++]!);
  const start = l.tree.start(callee);
  const argumentsSpan = { start: l.tree.start(paren), end };
  l.recordCall(place, { kind: 'call', callee: lowered, args, span: { start, end }, argumentsSpan }, false, false);
  return index;
}

function isParenthesis(l: Lowering, node: number): boolean {
  return l.tree.type(node) === '(';
}
