import type ts from 'typescript';
import type { Span } from '../../text/span';
import type { Expression } from '../expression';
import type { Binding } from '../facts';
import type { Mutable } from './factsBuilder';
import type { Lowerer } from './lowerer';
import { literalKey, nameText } from './names';

/** What all names of one declaration have in common. */
export interface Declaration {
  readonly kind: Binding['kind'];
  readonly scope: number;
  readonly statement: Span;
  readonly constant: boolean;
}

/** Binds the names of a declaration's left side, each to its part of `value`; an unknown value leaves them without one. */
export function bindPattern(
  lowerer: Lowerer,
  pattern: ts.BindingName,
  value: Expression | undefined,
  declaration: Declaration,
  annotation?: Expression,
): void {
  const K = lowerer.grammar.kinds;
  if (pattern.kind === K.Identifier) {
    bindName(lowerer, pattern, value, declaration, annotation);
  } else if (pattern.kind === K.ObjectBindingPattern) {
    for (const element of pattern.elements) {
      const part = element.dotDotDotToken ? undefined : objectProperty(lowerer, value, element.propertyName ?? element.name, element);
      bindPattern(lowerer, element.name, withDefault(lowerer, part, element.initializer, element), declaration);
    }
  } else {
    pattern.elements.forEach((element, index) => {
      if (element.kind === K.OmittedExpression) return;
      const part = element.dotDotDotToken ? undefined : arrayItem(lowerer, value, index, element);
      bindPattern(lowerer, element.name, withDefault(lowerer, part, element.initializer, element), declaration);
    });
  }
}

function bindName(
  lowerer: Lowerer,
  node: ts.Identifier,
  value: Expression | undefined,
  { kind, scope, statement, constant }: Declaration,
  annotation?: Expression,
): void {
  const binding: Mutable<Binding> = { name: nameText(node), scope, kind, span: lowerer.span(node), statement };
  if (value) binding.value = value;
  if (annotation) binding.annotation = annotation;
  if (constant) binding.constant = true;
  if (lowerer.conditional) binding.conditional = true;
  lowerer.facts.declare(binding);
}

/** `object.key`, as the element `whole` of a pattern takes it out of `object`. */
export function objectProperty(
  lowerer: Lowerer,
  object: Expression | undefined,
  name: ts.PropertyName | ts.BindingName,
  whole: ts.Node,
): Expression | undefined {
  const K = lowerer.grammar.kinds;
  const property = literalKey(K, name);
  if (property !== undefined) {
    return object && { kind: 'member', object, property, span: lowerer.span(whole), propertySpan: lowerer.span(name) };
  }
  if (name.kind !== K.ComputedPropertyName) return undefined;
  const index = lowerer.lower(name.expression);
  return object && { kind: 'index', object, index, span: lowerer.span(whole) };
}

/** `array[index]`, as the element `whole` of a pattern takes it out of `array`. */
export function arrayItem(lowerer: Lowerer, array: Expression | undefined, index: number, whole: ts.Node): Expression | undefined {
  if (!array) return undefined;
  const span = lowerer.span(whole);
  return { kind: 'index', object: array, index: { kind: 'number', value: index, span }, span };
}

/** The value or, where there is none, the default. */
export function withDefault(
  lowerer: Lowerer,
  value: Expression | undefined,
  initializer: ts.Expression | undefined,
  whole: ts.Node,
): Expression | undefined {
  if (!initializer) return value;
  const fallback = lowerer.lowerConditionally(initializer);
  return value && { kind: 'choice', form: 'or', options: [value, fallback], span: lowerer.span(whole) };
}
