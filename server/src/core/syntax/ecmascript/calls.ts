import type ts from 'typescript';
import type { Argument, CallExpression, Expression } from '../expression';
import type { CallFacts } from '../facts';
import type { Mutable } from './factsBuilder';
import type { Grammar } from './grammar';
import type { Lowerer } from './lowerer';
import { isStringLike, nameText } from './names';

/** Calls, `new`, and the calls that are imports. */
export function registerCalls(grammar: Grammar): void {
  const K = grammar.kinds;
  grammar.onExpression(K.CallExpression, lowerCall);
  grammar.onExpression(K.NewExpression, lowerCall);
  grammar.onExpression(K.TaggedTemplateExpression, (l, node: ts.TaggedTemplateExpression) => {
    l.visit(node.tag);
    l.visit(node.template);
    return l.opaque(node);
  });
}

function lowerCall(lowerer: Lowerer, node: ts.CallExpression | ts.NewExpression): Expression {
  const K = lowerer.grammar.kinds;
  const isNew = node.kind === K.NewExpression;
  if (!isNew) {
    const imported = lowerImportCall(lowerer, node);
    if (imported) return imported;
  }
  const span = lowerer.span(node);
  // The slot is taken before the parts are lowered: calls are listed by their start.
  const facts = { scope: lowerer.scope, statement: lowerer.statement } as Mutable<CallFacts>;
  lowerer.facts.calls.push(facts);
  if (lowerer.awaitedCall === node) facts.awaited = true;
  if (lowerer.withCall === node) facts.inWith = true;

  const callee = lowerer.lower(node.expression);
  if (node.typeArguments) lowerer.visitAll(node.typeArguments);
  const args: Argument[] = [];
  for (const argument of node.arguments ?? []) args.push(lowerArgument(lowerer, argument));
  const call: Mutable<CallExpression> = { kind: 'call', callee, args, span, argumentsSpan: argumentsSpan(lowerer, node) };
  if (isNew) call.isNew = true;
  facts.call = call;
  return call;
}

function lowerArgument(lowerer: Lowerer, node: ts.Expression): Argument {
  const span = lowerer.span(node);
  if (node.kind !== lowerer.grammar.kinds.SpreadElement) return { value: lowerer.lower(node), span };
  return { spread: 'iterable', value: lowerer.lower((node as ts.SpreadElement).expression), span };
}

function argumentsSpan(lowerer: Lowerer, node: ts.CallExpression | ts.NewExpression): CallExpression['argumentsSpan'] {
  const args = node.arguments;
  if (!args) return { start: node.end, end: node.end }; // `new X`
  const hasParenthesis = lowerer.source.text.charCodeAt(args.pos - 1) === 40;
  return { start: hasParenthesis ? args.pos - 1 : args.pos, end: node.end };
}

/** `require('x')` and `import('x')`: what they give is the module. */
function lowerImportCall(lowerer: Lowerer, node: ts.CallExpression): Expression | undefined {
  const K = lowerer.grammar.kinds;
  const { expression: callee, arguments: args } = node;
  const isRequire = callee.kind === K.Identifier && nameText(callee as ts.Identifier) === 'require';
  if (!isRequire && callee.kind !== K.ImportKeyword) return undefined;
  const [specifier, ...rest] = args;
  if (!specifier || !isStringLike(K, specifier)) return undefined;
  lowerer.visitAll(rest);
  if (isRequire) lowerer.usesRequire = true;
  return { kind: 'import', module: specifier.text, imported: '*', span: lowerer.span(node) };
}
