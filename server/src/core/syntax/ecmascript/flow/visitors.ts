import type ts from 'typescript';
import type { SyntaxKinds } from '../grammar';
import { visitCall, type CallLike } from './calls';
import { visitChain } from './chains';
import { visitClass, visitFunction, visitScope } from './innerScopes';
import { visitField, visitProperty } from './properties';
import { assign, visitBinary, visitVariable } from './targets';
import type { Walk } from './walk';

type Visitor = (walk: Walk, node: ts.Node) => void;
type Visitors = ReadonlyMap<ts.SyntaxKind, Visitor>;

const MADE = new WeakMap<SyntaxKinds, Visitors>();

/** What is done with each kind of node; of kinds that are not named here the parts are visited. */
export function visitorsOf(kinds: SyntaxKinds): Visitors {
  const known = MADE.get(kinds);
  if (known) return known;
  const made = new Map(visitorRows(kinds).flatMap(([of, visitor]) => of.map((kind) => [kind, visitor] as const)));
  MADE.set(kinds, made);
  return made;
}

function visitorRows(K: SyntaxKinds): readonly (readonly [kinds: readonly ts.SyntaxKind[], visitor: Visitor])[] {
  return [
    [
      [K.Identifier, K.ThisKeyword, K.SuperKeyword, K.PropertyAccessExpression, K.ElementAccessExpression],
      (walk, node) => visitChain(walk, node, 'read'),
    ],
    [[K.CallExpression, K.NewExpression, K.TaggedTemplateExpression], (walk, node) => visitCall(walk, node as CallLike)],
    [[K.BinaryExpression], (walk, node) => visitBinary(walk, node as ts.BinaryExpression)],
    [[K.PrefixUnaryExpression, K.PostfixUnaryExpression], (walk, node) => visitUnary(walk, node as ts.PrefixUnaryExpression)],
    [[K.DeleteExpression], (walk, node) => assign(walk, walk.lowerer.unwrap((node as ts.DeleteExpression).expression))],
    [[K.YieldExpression], visitYield],
    [
      [K.ArrowFunction, K.FunctionExpression, K.FunctionDeclaration, K.MethodDeclaration, K.Constructor, K.GetAccessor, K.SetAccessor],
      (walk, node) => visitFunction(walk, node as ts.FunctionLikeDeclaration, 'deferred'),
    ],
    [[K.ClassExpression, K.ClassDeclaration], (walk, node) => visitClass(walk, node as ts.ClassLikeDeclaration)],
    [[K.PropertyAssignment], (walk, node) => visitProperty(walk, node as ts.PropertyAssignment)],
    [[K.ShorthandPropertyAssignment], (walk, node) => visitChain(walk, (node as ts.ShorthandPropertyAssignment).name, 'read')],
    [[K.PropertyDeclaration], (walk, node) => visitField(walk, node as ts.PropertyDeclaration)],
    [[K.ClassStaticBlockDeclaration, K.Block, K.CaseBlock, K.ForStatement, K.ForInStatement, K.ForOfStatement, K.CatchClause], visitScope],
    [[K.VariableDeclaration], (walk, node) => visitVariable(walk, node as ts.VariableDeclaration)],
    [[K.LabeledStatement], (walk, node) => walk.visit((node as ts.LabeledStatement).statement)],
    [[K.JsxAttribute], (walk, node) => visitJsxAttribute(walk, node as ts.JsxAttribute)],
    [[K.BreakStatement, K.ContinueStatement, K.MetaProperty], () => undefined],
  ];
}

/** `i++` reads and writes. */
function visitUnary(walk: Walk, { operand, operator }: ts.PrefixUnaryExpression): void {
  const { kinds: K } = walk.lowerer;
  walk.visit(operand);
  if (operator === K.PlusPlusToken || operator === K.MinusMinusToken) assign(walk, walk.lowerer.unwrap(operand));
}

function visitYield(walk: Walk, node: ts.Node): void {
  walk.noteYield();
  walk.visitChildren(node);
}

function visitJsxAttribute(walk: Walk, { initializer }: ts.JsxAttribute): void {
  if (initializer) walk.visit(initializer);
}
