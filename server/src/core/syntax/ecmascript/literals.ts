import type ts from 'typescript';
import type { DictionaryEntry, DictionaryExpression, Expression, StringExpression } from '../expression';
import type { Mutable } from './factsBuilder';
import { lowerFunction } from './functions';
import type { Grammar } from './grammar';
import type { Lowerer } from './lowerer';
import { literalKey, nameText } from './names';

/** Strings, numbers, booleans, null, templates, objects, arrays. */
export function registerLiterals(grammar: Grammar): void {
  const K = grammar.kinds;
  const nothing = (): void => {};
  grammar.onValue<ts.StringLiteralLike>(K.StringLiteral, lowerString, nothing);
  grammar.onValue<ts.StringLiteralLike>(K.NoSubstitutionTemplateLiteral, lowerString, nothing);
  grammar.onValue<ts.NumericLiteral>(K.NumericLiteral, (l, node) => numberOf(l, node, node.text), nothing);
  grammar.onValue<ts.BigIntLiteral>(K.BigIntLiteral, (l, node) => numberOf(l, node, node.text.slice(0, -1)), nothing);
  grammar.onValue(K.TrueKeyword, (l, node) => ({ kind: 'boolean', value: true, span: l.span(node) }), nothing);
  grammar.onValue(K.FalseKeyword, (l, node) => ({ kind: 'boolean', value: false, span: l.span(node) }), nothing);
  grammar.onValue(K.NullKeyword, (l, node) => ({ kind: 'null', span: l.span(node) }), nothing);
  grammar.onValue(K.RegularExpressionLiteral, (l, node) => l.opaque(node), nothing);
  grammar.onExpression(K.TemplateExpression, lowerTemplate);
  grammar.onExpression(K.ObjectLiteralExpression, lowerObject);
  grammar.onValue(K.ArrayLiteralExpression, lowerArray);
}

function lowerString(lowerer: Lowerer, node: ts.StringLiteralLike): StringExpression {
  return { kind: 'string', value: node.text, span: lowerer.span(node) };
}

/** The parser has already taken out separators and turned hexadecimal and its kin into decimal digits. */
function numberOf(lowerer: Lowerer, node: ts.Node, digits: string): Expression {
  return { kind: 'number', value: Number(digits), span: lowerer.span(node) };
}

function lowerTemplate(lowerer: Lowerer, node: ts.TemplateExpression): StringExpression {
  const parts = [node.head.text];
  for (const { expression, literal } of node.templateSpans) {
    lowerer.visit(expression);
    parts.push(literal.text);
  }
  return { kind: 'string', parts, span: lowerer.span(node) };
}

function lowerArray(lowerer: Lowerer, node: ts.ArrayLiteralExpression): Expression {
  const K = lowerer.grammar.kinds;
  // A spread stands for any number of items: what it spreads is no item itself.
  const items = node.elements.map((item) => (item.kind === K.SpreadElement ? lowerer.lowerOpaque(item) : lowerer.lower(item)));
  return { kind: 'list', items, span: lowerer.span(node) };
}

function lowerObject(lowerer: Lowerer, node: ts.ObjectLiteralExpression): DictionaryExpression {
  const entries: DictionaryEntry[] = [];
  for (const property of node.properties) {
    const entry = lowerProperty(lowerer, property);
    if (entry) entries.push(entry);
  }
  return { kind: 'dictionary', entries, span: lowerer.span(node) };
}

function lowerProperty(lowerer: Lowerer, node: ts.ObjectLiteralElementLike): DictionaryEntry | undefined {
  const K = lowerer.grammar.kinds;
  const span = lowerer.span(node);
  switch (node.kind) {
    case K.PropertyAssignment: {
      const { name, initializer } = node;
      return keyed(lowerer, name, () => lowerer.lower(initializer), span);
    }
    case K.ShorthandPropertyAssignment: {
      const { name, objectAssignmentInitializer } = node;
      if (objectAssignmentInitializer) lowerer.visit(objectAssignmentInitializer);
      return { key: nameText(name), value: lowerer.lower(name), span };
    }
    case K.SpreadAssignment:
      return { spread: true, value: lowerer.lower(node.expression), span };
    case K.SetAccessor:
      lowerFunction(lowerer, node);
      return undefined;
    default:
      return keyed(lowerer, node.name, () => ({ kind: 'function', function: lowerFunction(lowerer, node), span }), span);
  }
}

function keyed(lowerer: Lowerer, name: ts.PropertyName, lowerValue: () => Expression, span: DictionaryEntry['span']): DictionaryEntry {
  const key = literalKey(lowerer.grammar.kinds, name);
  if (key === undefined) lowerer.visit(name);
  const entry: Mutable<DictionaryEntry> = { value: lowerValue(), span };
  if (key !== undefined) entry.key = key;
  return entry;
}
