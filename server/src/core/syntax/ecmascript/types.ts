import type ts from 'typescript';
import type { Expression } from '../expression';
import { lowerObjectType } from './classes';
import { lowerFunction } from './functions';
import type { Grammar } from './grammar';
import type { Lowerer } from './lowerer';
import { isStringLike, nameText } from './names';

/** Type annotations, read as if they were values: what has a name keeps it, what has members becomes an interface. */
export function registerTypes(grammar: Grammar): void {
  const K = grammar.kinds;
  grammar.onType(K.TypeReference, (l, node: ts.TypeReferenceNode) =>
    generic(l, node, lowerEntityName(l, node.typeName), node.typeArguments),
  );
  grammar.onType(K.ExpressionWithTypeArguments, (l, node: ts.ExpressionWithTypeArguments) =>
    generic(l, node, l.lower(node.expression), node.typeArguments),
  );
  grammar.onType(K.TypeQuery, (l, node: ts.TypeQueryNode) => lowerEntityName(l, node.exprName));
  grammar.onType(K.Identifier, (l, node: ts.Identifier) => lowerEntityName(l, node));
  grammar.onType(K.QualifiedName, (l, node: ts.QualifiedName) => lowerEntityName(l, node));
  grammar.onType(K.UnionType, (l, node: ts.UnionTypeNode) => ({
    kind: 'choice',
    form: 'union',
    options: node.types.map((type) => l.lowerType(type)),
    span: l.span(node),
  }));
  grammar.onType(K.IntersectionType, lowerIntersection);
  grammar.onType(K.TypeLiteral, (l, node: ts.TypeLiteralNode) => interfaceOf(l, node, node.members, []));
  grammar.onType(K.ArrayType, (l, node: ts.ArrayTypeNode) => {
    const span = l.span(node);
    return { kind: 'index', object: { kind: 'name', name: 'Array', span }, index: l.lowerType(node.elementType), span };
  });
  grammar.onType(K.TupleType, (l, node: ts.TupleTypeNode) => ({
    kind: 'list',
    items: node.elements.map((type) => l.lowerType(type)),
    span: l.span(node),
  }));
  grammar.onType(K.NamedTupleMember, (l, node: ts.NamedTupleMember) => l.lowerType(node.type));
  grammar.onType(K.ParenthesizedType, (l, node: ts.ParenthesizedTypeNode) => l.lowerType(node.type));
  grammar.onType(K.OptionalType, (l, node: ts.OptionalTypeNode) => l.lowerType(node.type));
  grammar.onType(K.TypeOperator, (l, node: ts.TypeOperatorNode) =>
    node.operator === K.ReadonlyKeyword ? l.lowerType(node.type) : l.lowerOpaque(node),
  );
  grammar.onType(K.IndexedAccessType, lowerIndexedAccess);
  grammar.onType(K.ImportType, lowerImportType);
  grammar.onType(K.LiteralType, (l, node: ts.LiteralTypeNode) => l.lower(node.literal));
  grammar.onType(K.UndefinedKeyword, (l, node) => ({ kind: 'null', span: l.span(node) }));
  grammar.onType(K.ThisType, (l, node) => ({ kind: 'name', name: 'this', span: l.span(node) }));
  for (const kind of [K.FunctionType, K.ConstructorType]) {
    grammar.onType(kind, (l, node: ts.FunctionTypeNode) => ({
      kind: 'function',
      function: lowerFunction(l, node),
      span: l.span(node),
    }));
  }
}

/** `A.B.c` in a type, as members of a name. */
function lowerEntityName(lowerer: Lowerer, node: ts.EntityName): Expression {
  const K = lowerer.grammar.kinds;
  const span = lowerer.span(node);
  if (node.kind === K.Identifier) {
    const name = nameText(node);
    return name === '' ? { kind: 'opaque', span } : { kind: 'name', name, span };
  }
  const { left, right } = node;
  const object = lowerer.lowerType(left as unknown as ts.TypeNode);
  return { kind: 'member', object, property: nameText(right), span, propertySpan: lowerer.span(right) };
}

function generic(lowerer: Lowerer, node: ts.Node, object: Expression, args: ts.NodeArray<ts.TypeNode> | undefined): Expression {
  const [first, ...rest] = args ?? [];
  if (!first) return object;
  const span = lowerer.span(node);
  const index: Expression =
    rest.length === 0 ? lowerer.lowerType(first) : { kind: 'list', items: [first, ...rest].map((type) => lowerer.lowerType(type)), span };
  return { kind: 'index', object, index, span };
}

/** `Base & { client: OpenAI }`: an interface with the named parts as bases and the members of the literal ones. */
function lowerIntersection(lowerer: Lowerer, node: ts.IntersectionTypeNode): Expression {
  const K = lowerer.grammar.kinds;
  const members: ts.TypeElement[] = [];
  const bases: Expression[] = [];
  for (const type of node.types) {
    if (type.kind === K.TypeLiteral) members.push(...(type as ts.TypeLiteralNode).members);
    else bases.push(lowerer.lowerType(type));
  }
  return interfaceOf(lowerer, node, members, bases);
}

function interfaceOf(lowerer: Lowerer, node: ts.TypeNode, members: readonly ts.TypeElement[], bases: readonly Expression[]): Expression {
  const index = lowerObjectType(lowerer, node, members, bases);
  return { kind: 'class', class: index, span: lowerer.facts.classes[index]!.span };
}

/** `Deps['client']` is the type of a member; any other index stays one. */
function lowerIndexedAccess(lowerer: Lowerer, node: ts.IndexedAccessTypeNode): Expression {
  const object = lowerer.lowerType(node.objectType);
  const span = lowerer.span(node);
  const { indexType } = node;
  const literal = indexType.kind === lowerer.grammar.kinds.LiteralType ? (indexType as ts.LiteralTypeNode).literal : undefined;
  if (literal && isStringLike(lowerer.grammar.kinds, literal)) {
    return { kind: 'member', object, property: literal.text, span, propertySpan: lowerer.span(literal) };
  }
  return { kind: 'index', object, index: lowerer.lowerType(indexType), span };
}

/** `import('openai').OpenAI`. */
function lowerImportType(lowerer: Lowerer, node: ts.ImportTypeNode): Expression {
  const K = lowerer.grammar.kinds;
  const { argument, qualifier, typeArguments } = node;
  const literal = argument.kind === K.LiteralType ? (argument as ts.LiteralTypeNode).literal : undefined;
  if (!literal || !isStringLike(K, literal)) return lowerer.lowerOpaque(node);
  const span = lowerer.span(node);
  let result: Expression = { kind: 'import', module: literal.text, imported: '*', typeOnly: true, span };
  for (const name of qualifier ? qualifiedNames(K, qualifier) : []) {
    result = { kind: 'member', object: result, property: nameText(name), span, propertySpan: lowerer.span(name) };
  }
  return generic(lowerer, node, result, typeArguments);
}

function qualifiedNames(K: Grammar['kinds'], node: ts.EntityName): ts.Identifier[] {
  if (node.kind === K.Identifier) return [node];
  const { left, right } = node;
  return [...qualifiedNames(K, left), right];
}
