import type { Expression } from '../expression';
import type { FunctionFacts } from '../facts';
import type { Span } from '../../text/span';
import type { HandlerSet } from './handlers';
import type { Mutable } from './context';
import type { Lowering } from './lowering';
import { bindParameters, lowerParameters } from './parameters';
import { endsIn } from './primaries';
import { bindTypeParameters, lowerAnnotation } from './types';

/** Functions and lambdas. */
export const functions: HandlerSet = {
  statements: {
    function_definition: (l, node) => defineFunction(l, node, node, []),
  },
  expressions: {
    lambda(l, node) {
      const outer = l.context;
      const parameters = l.tree.child(node, 'parameters');
      const body = l.tree.child(node, 'body');
      const { index, facts } = addFunction(l, node, undefined);
      const lowered = lowerParameters(l, parameters);
      facts.parameters = lowered.map((parameter) => parameter.facts);
      l.context = outer.inBody(facts.scope, facts);
      bindParameters(l, lowered);
      if (body !== 0) facts.returns.push(l.expression(body));
      l.context = outer;
      return { kind: 'function', function: index, span: l.span(node) };
    },
  },
};

/** Lowers a `def`. `statementNode` is the definition with its decorators. */
export function defineFunction(l: Lowering, node: number, statementNode: number, decorators: Expression[]): void {
  const outer = l.context;
  l.context = outer.inStatement(l.span(statementNode));
  const name = l.tree.child(node, 'name');
  const returnType = l.tree.child(node, 'return_type');
  const { index, facts } = addFunction(l, node, name === 0 ? undefined : l.tree.slice(name));
  facts.decorators = decorators;
  facts.isAsync = l.tree.textBetween(l.tree.start(node), l.tree.start(node) + 5) === 'async';
  facts.isGetter = decorators.some(isGetter);
  facts.isStatic = decorators.some((decorator) => decorator.kind === 'name' && decorator.name === 'staticmethod');
  if (name !== 0) {
    const value: Expression = { kind: 'function', function: index, span: l.span(node) };
    l.bind('function', l.tree.slice(name), l.span(name), { value });
  }
  const parameters = lowerParameters(l, l.tree.child(node, 'parameters'));
  facts.parameters = parameters.map((parameter) => parameter.facts);
  if (returnType !== 0) facts.returnAnnotation = lowerAnnotation(l, returnType);

  l.context = l.context.inBody(facts.scope, facts);
  const typeParameters = l.tree.child(node, 'type_parameters');
  if (typeParameters !== 0) bindTypeParameters(l, typeParameters);
  bindParameters(l, parameters);
  for (const child of l.tree.children(node)) {
    const type = l.tree.type(child);
    if (type === 'block' || type === 'ERROR') l.visit(child);
  }
  l.context = outer;
}

function addFunction(l: Lowering, node: number, name: string | undefined): { index: number; facts: Mutable<FunctionFacts> } {
  const span: Span = l.span(node);
  const { scope: parent } = l.context;
  const index = l.functions.length;
  const owner = name === undefined ? undefined : l.scopes[parent]?.class;
  const scope = l.addScope({ parent, kind: 'function', function: index, span });
  const facts: Mutable<FunctionFacts> = {
    scope,
    parameters: [],
    returns: [],
    yields: [],
    decorators: [],
    isAsync: false,
    isGetter: false,
    isStatic: false,
    span,
  };
  if (name !== undefined) facts.name = name;
  if (owner !== undefined) facts.class = owner;
  l.functions.push(facts);
  return { index, facts };
}

const GETTERS = ['property', 'cached_property', 'abstractproperty'];

function isGetter(decorator: Expression): boolean {
  return GETTERS.some((name) => endsIn(decorator, name));
}
