import type ts from 'typescript';
import type { Expression } from '../expression';
import type { Binding, ClassFacts } from '../facts';
import type { Mutable } from './factsBuilder';
import { bindTypeParameters, lowerDecorators, lowerFunction } from './functions';
import type { Grammar } from './grammar';
import type { Lowerer } from './lowerer';
import { hasModifier, literalKey, nameText } from './names';

/** Class expressions; declarations are statements. */
export function registerClasses(grammar: Grammar): void {
  grammar.onExpression(grammar.kinds.ClassExpression, (l, node: ts.ClassExpression) => {
    const index = lowerClass(l, node);
    return { kind: 'class', class: index, span: l.facts.classes[index]!.span };
  });
}

/** Adds a class with its body; returns its index. */
export function lowerClass(lowerer: Lowerer, node: ts.ClassLikeDeclaration): number {
  const decorators = lowerDecorators(lowerer, node);
  const { typeParameters } = node;
  const bounded = typeParameters?.some(({ constraint }) => constraint);
  const isNamedExpression = node.kind === lowerer.grammar.kinds.ClassExpression && node.name;
  if (!bounded && !isNamedExpression) return addClass(lowerer, node, decorators);
  // Names seen only within the class stand in a scope round it: those in its own scope are members.
  const scope = lowerer.facts.addScope({ parent: lowerer.scope, kind: 'block', span: lowerer.span(node) });
  let index = -1;
  lowerer.within(scope, () => {
    bindTypeParameters(lowerer, typeParameters);
    index = addClass(lowerer, node, decorators);
    if (!isNamedExpression) return;
    const { span } = lowerer.facts.classes[index]!;
    const name = node.name;
    lowerer.facts.declare({
      name: nameText(name),
      scope,
      kind: 'class',
      value: { kind: 'class', class: index, span },
      span: lowerer.span(name),
      statement: lowerer.statement,
    });
  });
  return index;
}

/** An object type (interface, type literal, the parts of an intersection) as a class of its own; returns its index. */
export function lowerObjectType(
  lowerer: Lowerer,
  node: ts.Node,
  members: readonly ts.TypeElement[],
  bases: readonly Expression[],
  name?: string,
): number {
  const { index, scope } = openClass(lowerer, node, 'interface', name, bases, []);
  lowerer.within(scope, () => {
    for (const member of members) lowerer.inStatement(member, () => lowerMember(lowerer, member, index));
  });
  return index;
}

/** `enum Tier { Flex = 'flex' }`: a class with its members as constants. */
export function lowerEnum(lowerer: Lowerer, node: ts.EnumDeclaration): number {
  const { index, scope } = openClass(lowerer, node, 'class', nameText(node.name), [], []);
  lowerer.within(scope, () => {
    for (const member of node.members) {
      lowerer.inStatement(member, () => bindMember(lowerer, member.name, { initializer: member.initializer, constant: true }));
    }
  });
  return index;
}

function addClass(lowerer: Lowerer, node: ts.ClassLikeDeclaration, decorators: Expression[]): number {
  const bases: Expression[] = [];
  for (const clause of node.heritageClauses ?? []) {
    for (const type of clause.types) {
      const base = lowerer.lower(type);
      // `implements` says nothing about where members come from.
      if (clause.token === lowerer.grammar.kinds.ExtendsKeyword) bases.push(base);
    }
  }
  const { index, scope } = openClass(lowerer, node, 'class', node.name && nameText(node.name), bases, decorators);
  const outerConditional = lowerer.conditional;
  lowerer.conditional = false;
  lowerer.within(scope, () => {
    for (const member of node.members) {
      lowerer.inStatement(member, () => lowerMember(lowerer, member, index));
    }
  });
  lowerer.conditional = outerConditional;
  return index;
}

function openClass(
  lowerer: Lowerer,
  node: ts.Node,
  kind: ClassFacts['kind'],
  name: string | undefined,
  bases: readonly Expression[],
  decorators: readonly Expression[],
): { index: number; scope: number } {
  const { facts } = lowerer;
  const span = lowerer.span(node);
  const index = facts.classes.length;
  const scope = facts.addScope({ parent: lowerer.scope, kind: 'class', class: index, span });
  const record: Mutable<ClassFacts> = { scope, kind, bases, decorators, span };
  if (name) record.name = name;
  facts.classes.push(record);
  return { index, scope };
}

function lowerMember(lowerer: Lowerer, member: ts.ClassElement | ts.TypeElement, ofClass: number): void {
  const K = lowerer.grammar.kinds;
  switch (member.kind) {
    case K.PropertyDeclaration:
    case K.PropertySignature: {
      const { name, type, initializer } = member as ts.PropertyDeclaration;
      lowerDecorators(lowerer, member);
      return bindMember(lowerer, name, { type, initializer, constant: hasModifier(member, K.ReadonlyKeyword) });
    }
    case K.SetAccessor:
      // Found by what it stores; as a value it is not there.
      lowerFunction(lowerer, member as ts.SetAccessorDeclaration, ofClass);
      return;
    case K.Constructor:
    case K.MethodDeclaration:
    case K.MethodSignature:
    case K.GetAccessor:
      return bindMethod(lowerer, member as ts.MethodDeclaration | ts.ConstructorDeclaration, ofClass);
    case K.ClassStaticBlockDeclaration:
      return lowerStaticBlock(lowerer, member as ts.ClassStaticBlockDeclaration);
    default:
      lowerer.visitChildren(member); // call, construct and index signatures
  }
}

function bindMember(
  lowerer: Lowerer,
  name: ts.PropertyName,
  { type, initializer, constant }: { type?: ts.TypeNode | undefined; initializer?: ts.Expression | undefined; constant: boolean },
): void {
  const key = literalKey(lowerer.grammar.kinds, name);
  if (key === undefined) lowerer.visit(name);
  const { scope, statement } = lowerer;
  const binding: Mutable<Binding> = { name: key ?? '', scope, kind: 'variable', span: lowerer.span(name), statement };
  if (type) binding.annotation = lowerer.lowerType(type);
  if (initializer) binding.value = lowerer.lower(initializer);
  if (constant) binding.constant = true;
  lowerer.facts.declare(binding);
}

function bindMethod(lowerer: Lowerer, member: ts.MethodDeclaration | ts.ConstructorDeclaration, ofClass: number): void {
  const { scope, statement, facts } = lowerer;
  const index = lowerFunction(lowerer, member, ofClass);
  const { span, name } = facts.functions[index]!;
  // `constructor` has no name node: its binding stands at the member's start.
  const nameSpan = member.name ? lowerer.span(member.name) : { start: span.start, end: span.start };
  const value: Expression = { kind: 'function', function: index, span };
  const binding: Binding = { name: name ?? '', scope, kind: 'function', value, span: nameSpan, statement };
  if (member.body) facts.declare(binding);
  else facts.declareSignature(binding);
}

function lowerStaticBlock(lowerer: Lowerer, node: ts.ClassStaticBlockDeclaration): void {
  const scope = lowerer.facts.addScope({ parent: lowerer.scope, kind: 'block', span: lowerer.span(node) });
  const outer = lowerer.frame;
  lowerer.frame = { ...outer, variableScope: scope };
  lowerer.within(scope, () => lowerer.visitAll(node.body.statements));
  lowerer.frame = outer;
}
