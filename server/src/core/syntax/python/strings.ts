import type { Expression, StringExpression } from '../expression';
import type { HandlerSet } from './handlers';
import type { Lowering } from './lowering';
import { decodeContent, splitLiteral } from './stringLiteral';

/** String literals, f-strings and implicit concatenation; a string in an annotation is the type it spells. */
export const strings: HandlerSet = {
  expressions: {
    string: lowerString,
    concatenated_string(l, node) {
      const pieces = l.tree.children(node).map((child) => lowerString(l, child));
      const span = l.span(node);
      if (!pieces.every((piece) => piece.kind === 'string')) return { kind: 'opaque', span };
      return pieces.reduce((a, b) => ({ ...concatenate(a, b), span }));
    },
  },
};

function lowerString(l: Lowering, node: number): Expression {
  // A string without a row of its own: a comment or a stray piece between broken literals.
  if (l.tree.type(node) !== 'string') return l.expression(node);
  const source = l.tree.slice(node);
  const { prefix, start, end } = splitLiteral(source);
  const offset = l.tree.start(node);
  // Python 2: `x` is repr(x).
  if (source.startsWith('`')) return repr(l, node, source.slice(start, end), offset + start);
  if (/[ft]/.test(prefix)) return interpolated(l, node, prefix, offset + start, offset + end);
  const content = source.slice(start, end);
  if (l.context.annotation && !content.includes('\\')) return forwardReference(l, content, offset + start);
  return { kind: 'string', value: decodeContent(content, prefix), span: l.span(node) };
}

function repr(l: Lowering, node: number, source: string, offset: number): Expression {
  l.fragment(source, offset);
  return l.opaque(node);
}

function forwardReference(l: Lowering, content: string, offset: number): Expression {
  const name = content.trim();
  const start = offset + content.indexOf(name);
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && name !== 'None') {
    return { kind: 'name', name, span: { start, end: start + name.length } };
  }
  return l.fragment(name, start);
}

/** An f-string: its interpolations are lowered for their calls, its literal pieces are kept (one more than there are interpolations). */
function interpolated(l: Lowering, node: number, prefix: string, start: number, end: number): StringExpression {
  const { context } = l;
  l.context = context.inAnnotation(false);
  const parts: string[] = [];
  let from = start;
  for (let child = l.tree.firstChild(node); child !== 0; child = l.tree.nextChild(child, node)) {
    if (l.tree.type(child) !== 'interpolation') continue;
    parts.push(literalPiece(l, from, l.tree.start(child), prefix));
    from = l.tree.end(child);
    l.visitChildren(child);
  }
  l.context = context;
  const last = literalPiece(l, from, Math.max(from, end), prefix);
  const span = l.span(node);
  return parts.length === 0 ? { kind: 'string', value: last, span } : { kind: 'string', parts: [...parts, last], span };
}

function literalPiece(l: Lowering, start: number, end: number, prefix: string): string {
  return decodeContent(
    l.tree.textBetween(start, end).replace(/\{\{|\}\}/g, (braces) => braces[0]!),
    prefix,
  );
}

function concatenate(a: StringExpression, b: StringExpression): StringExpression {
  const { span } = a;
  if (a.value !== undefined && b.value !== undefined) return { kind: 'string', value: a.value + b.value, span };
  const left = a.parts ?? [a.value ?? ''];
  const right = b.parts ?? [b.value ?? ''];
  const joint = left[left.length - 1]! + right[0]!;
  return { kind: 'string', parts: [...left.slice(0, -1), joint, ...right.slice(1)], span };
}
