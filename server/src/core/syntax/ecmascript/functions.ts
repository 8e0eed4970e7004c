import type ts from 'typescript';
import type { Expression } from '../expression';
import type { Binding, FunctionFacts, Parameter } from '../facts';
import type { Mutable } from './factsBuilder';
import type { Grammar } from './grammar';
import type { Frame, Lowerer } from './lowerer';
import { hasModifier, literalKey, nameText } from './names';
import { bindPattern } from './patterns';

/** Anything with parameters: functions, methods, accessors, and the signatures of types. */
export type FunctionNode = ts.SignatureDeclaration;

export function registerFunctions(grammar: Grammar): void {
  const K = grammar.kinds;
  for (const kind of [K.ArrowFunction, K.FunctionExpression]) {
    grammar.onExpression(kind, (l, node: ts.ArrowFunction | ts.FunctionExpression) => {
      const index = lowerFunction(l, node);
      return { kind: 'function', function: index, span: l.facts.functions[index]!.span };
    });
  }
  // Methods of object literals whose value nobody asks for.
  for (const kind of [K.MethodDeclaration, K.GetAccessor, K.SetAccessor]) {
    grammar.onNode(kind, (l, node: ts.MethodDeclaration) => void lowerFunction(l, node));
  }
}

/** Adds a function with its scope, parameters and body; returns its index. */
export function lowerFunction(lowerer: Lowerer, node: FunctionNode, ofClass?: number): number {
  const K = lowerer.grammar.kinds;
  const { facts } = lowerer;
  const decorators = lowerDecorators(lowerer, node);
  const index = facts.functions.length;
  const span = lowerer.span(node);
  const scope = facts.addScope({ parent: lowerer.scope, kind: 'function', function: index, span });
  const record: Mutable<FunctionFacts> & { returns: Expression[] } = {
    scope,
    parameters: [],
    returns: [],
    yields: [],
    decorators,
    isAsync: hasModifier(node, K.AsyncKeyword),
    isGetter: node.kind === K.GetAccessor,
    isStatic: hasModifier(node, K.StaticKeyword),
    span,
  };
  const name = functionName(lowerer, node);
  if (name !== undefined) record.name = name;
  if (ofClass !== undefined) record.class = ofClass;
  facts.functions.push(record);

  const { scope: outerScope, frame: outerFrame, conditional: outerConditional } = lowerer;
  lowerer.scope = scope;
  const frame: Frame = { variableScope: scope, facts: record };
  lowerer.frame = frame;
  lowerer.conditional = false;
  if (node.kind === K.FunctionExpression && name !== undefined) {
    // A function expression sees itself by its name; nobody outside does.
    facts.declare({
      name,
      scope,
      kind: 'function',
      value: { kind: 'function', function: index, span },
      span: lowerer.span(node.name!),
      statement: lowerer.statement,
    });
  }
  bindTypeParameters(lowerer, node.typeParameters);
  record.parameters = lowerParameters(lowerer, node, ofClass);
  if (node.type) record.returnAnnotation = lowerer.lowerType(node.type);
  const { body } = node as ts.FunctionLikeDeclaration;
  if (body) {
    if (body.kind === K.Block) lowerer.visitAll((body as ts.Block).statements);
    else record.returns.push(lowerer.lower(body));
  }
  lowerer.scope = outerScope;
  lowerer.frame = outerFrame;
  lowerer.conditional = outerConditional;
  return index;
}

/** Decorators in order; of nodes that keep none, an empty list. */
export function lowerDecorators(lowerer: Lowerer, node: ts.Node): Expression[] {
  const { modifiers } = node as ts.Node & { readonly modifiers?: ts.NodeArray<ts.ModifierLike> };
  const result: Expression[] = [];
  for (const modifier of modifiers ?? []) {
    if (modifier.kind === lowerer.grammar.kinds.Decorator) result.push(lowerer.lower(modifier.expression));
  }
  return result;
}

/** `<T extends OpenAI>`: within, `T` names what it is bounded by. */
export function bindTypeParameters(lowerer: Lowerer, parameters: ts.NodeArray<ts.TypeParameterDeclaration> | undefined): void {
  for (const { name, constraint } of parameters ?? []) {
    const binding: Mutable<Binding> = {
      name: nameText(name),
      scope: lowerer.scope,
      kind: 'class',
      span: lowerer.span(name),
      statement: lowerer.statement,
    };
    if (constraint) binding.value = lowerer.lowerType(constraint);
    lowerer.facts.declareSignature(binding);
  }
}

function functionName(lowerer: Lowerer, node: FunctionNode): string | undefined {
  const K = lowerer.grammar.kinds;
  if (node.kind === K.Constructor) return 'constructor';
  const { name } = node;
  if (!name) return undefined;
  const key = literalKey(K, name);
  if (key === undefined) lowerer.visit(name);
  return key || undefined;
}

function lowerParameters(lowerer: Lowerer, node: FunctionNode, ofClass: number | undefined): Parameter[] {
  const K = lowerer.grammar.kinds;
  const result: Parameter[] = [];
  for (const parameter of node.parameters) {
    lowerDecorators(lowerer, parameter);
    const isPlain = parameter.name.kind === K.Identifier;
    const name = isPlain ? nameText(parameter.name) : `#${result.length}`;
    const annotation = parameter.type && lowerer.lowerType(parameter.type);
    const initializer = parameter.initializer && lowerer.lower(parameter.initializer);
    const { scope, statement } = lowerer;
    const span = lowerer.span(parameter.name);
    const binding: Mutable<Binding> = { name, scope, kind: 'parameter', span, statement };
    if (initializer) binding.value = initializer;
    if (annotation) binding.annotation = annotation;
    if (name === 'this') {
      // TypeScript's fake first parameter: it types `this` and takes no argument.
      binding.kind = 'variable';
      lowerer.facts.declare(binding);
      continue;
    }
    binding.parameter = result.length;
    lowerer.facts.declare(binding);
    const facts: Mutable<Parameter> = { name, kind: parameter.dotDotDotToken ? 'rest' : 'positional' };
    if (annotation) facts.annotation = annotation;
    if (initializer) facts.default = initializer;
    result.push(facts);
    if (!isPlain) {
      bindPattern(lowerer, parameter.name, { kind: 'name', name, span }, { kind: 'variable', scope, statement, constant: false });
    } else if (ofClass !== undefined && node.kind === K.Constructor && isParameterProperty(K, parameter)) {
      bindParameterProperty(lowerer, binding, ofClass);
    }
  }
  return result;
}

function isParameterProperty(K: Grammar['kinds'], parameter: ts.ParameterDeclaration): boolean {
  return parameter.modifiers?.some((modifier) => modifier.kind !== K.Decorator) ?? false;
}

/** `constructor(private client: OpenAI)` declares the field and assigns it. */
function bindParameterProperty(lowerer: Lowerer, parameter: Binding, ofClass: number): void {
  const { name, span, annotation, statement, scope } = parameter;
  const field: Mutable<Binding> = { name, scope: lowerer.facts.classes[ofClass]!.scope, kind: 'variable', span, statement };
  if (annotation) field.annotation = annotation;
  lowerer.facts.declare(field);
  lowerer.facts.stores.push({
    target: { kind: 'member', object: { kind: 'name', name: 'this', span }, property: name, span, propertySpan: span },
    value: { kind: 'name', name, span },
    scope,
    span,
  });
}
