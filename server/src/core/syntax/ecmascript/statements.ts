import type ts from 'typescript';
import type { Expression } from '../expression';
import type { Binding } from '../facts';
import { lowerClass, lowerEnum, lowerObjectType } from './classes';
import type { Mutable } from './factsBuilder';
import { bindTypeParameters, lowerFunction } from './functions';
import type { Grammar } from './grammar';
import type { Lowerer } from './lowerer';
import { exportDeclared, exportVariables, isDefaultExport } from './modules';
import { nameText } from './names';
import { bindPattern } from './patterns';
import { isBlockScoped } from './variables';

/** The file was started as a program: CommonJS, Deno and Bun and new Node, and the comparison with `process.argv[1]`. */
const MAIN_GUARD =
  /\brequire\.main\b|\bimport\.meta\.main\b|\bimport\.meta\.url\b[^]*\bargv\b|\bargv\b[^]*\bimport\.meta\.(?:url|filename)\b|\bmodule\.parent\b/;

/** Statements: what they declare, which scope they open, and what runs only sometimes. */
export function registerStatements(grammar: Grammar): void {
  registerSimpleStatements(grammar);
  registerBranches(grammar);
  registerDeclarations(grammar);
}

function registerSimpleStatements(grammar: Grammar): void {
  const K = grammar.kinds;
  grammar.onStatement(K.ExpressionStatement, (l, node: ts.ExpressionStatement) => {
    if (node.expression.kind === K.StringLiteral)
      l.facts.directives.push({ text: (node.expression as ts.StringLiteral).text, scope: l.scope });
    else l.visit(node.expression);
  });
  grammar.onStatement(K.ThrowStatement, (l, node: ts.ThrowStatement) => l.visit(node.expression));
  grammar.onStatement(K.ReturnStatement, (l, node: ts.ReturnStatement) => {
    if (!node.expression) return;
    const value = l.lower(node.expression);
    (l.frame.facts?.returns as Expression[] | undefined)?.push(value);
  });
  grammar.onStatement(K.VariableStatement, (l, node: ts.VariableStatement) => {
    l.visit(node.declarationList);
    exportVariables(l, node);
  });
  grammar.onNode(K.Block, (l, node: ts.Block) => visitBlock(l, node, node.statements));
}

function registerBranches(grammar: Grammar): void {
  const K = grammar.kinds;
  grammar.onStatement(K.IfStatement, (l, node: ts.IfStatement) => {
    if (l.scope === 0 && MAIN_GUARD.test(l.source.text.slice(node.expression.pos, node.expression.end)))
      l.facts.mainGuards.push(l.span(node));
    l.visit(node.expression);
    l.visitConditionally(node.thenStatement);
    l.visitConditionally(node.elseStatement);
  });
  for (const kind of [K.WhileStatement, K.DoStatement]) {
    grammar.onStatement(kind, (l, node: ts.WhileStatement) => {
      l.visitConditionally(node.expression);
      l.visitConditionally(node.statement);
    });
  }
  grammar.onStatement(K.SwitchStatement, (l, node: ts.SwitchStatement) => {
    l.visit(node.expression);
    l.visitConditionally(node.caseBlock);
  });
  grammar.onNode(K.CaseBlock, (l, node: ts.CaseBlock) => {
    visitBlock(
      l,
      node,
      node.clauses.flatMap((clause) => [...clause.statements]),
      node.clauses,
    );
  });
  grammar.onStatement(K.TryStatement, (l, node: ts.TryStatement) => {
    if (node.catchClause) {
      const rethrows = throwsAgain(l.grammar, node.catchClause);
      l.facts.tries.push({ body: l.span(node.tryBlock), handlers: [{ span: l.span(node.catchClause), ...(rethrows && { rethrows }) }] });
    }
    l.visit(node.tryBlock);
    l.visitConditionally(node.catchClause);
    if (node.finallyBlock) l.visit(node.finallyBlock);
  });
  grammar.onNode(K.CatchClause, lowerCatch);
}

function registerDeclarations(grammar: Grammar): void {
  const K = grammar.kinds;
  grammar.onStatement(K.FunctionDeclaration, lowerFunctionDeclaration);
  grammar.onStatement(K.ClassDeclaration, (l, node: ts.ClassDeclaration) => {
    const index = lowerClass(l, node);
    declare(l, node, 'class', { kind: 'class', class: index, span: l.facts.classes[index]!.span });
  });
  grammar.onStatement(K.EnumDeclaration, (l, node: ts.EnumDeclaration) => {
    const index = lowerEnum(l, node);
    declare(l, node, 'class', { kind: 'class', class: index, span: l.facts.classes[index]!.span });
  });
  grammar.onStatement(K.InterfaceDeclaration, lowerInterface);
  grammar.onStatement(K.TypeAliasDeclaration, lowerTypeAlias);
  grammar.onStatement(K.ModuleDeclaration, (l, node: ts.ModuleDeclaration) => {
    if (node.body) l.visit(node.body);
  });
  grammar.onNode(K.ModuleBlock, lowerNamespace);
}

/** A block opens a scope only if something is declared in it. */
function visitBlock(lowerer: Lowerer, node: ts.Node, statements: readonly ts.Statement[], children: readonly ts.Node[] = statements): void {
  if (!statements.some((statement) => declaresInBlock(lowerer.grammar, statement))) return lowerer.visitAll(children);
  const scope = lowerer.facts.addScope({ parent: lowerer.scope, kind: 'block', span: lowerer.span(node) });
  lowerer.within(scope, () => lowerer.visitAll(children));
}

function declaresInBlock(grammar: Grammar, statement: ts.Statement): boolean {
  const K = grammar.kinds;
  switch (statement.kind) {
    case K.VariableStatement:
      return isBlockScoped(grammar, (statement as ts.VariableStatement).declarationList);
    case K.FunctionDeclaration:
    case K.ClassDeclaration:
    case K.EnumDeclaration:
    case K.InterfaceDeclaration:
    case K.TypeAliasDeclaration:
      return true;
    default:
      return false;
  }
}

function lowerCatch(lowerer: Lowerer, node: ts.CatchClause): void {
  const { variableDeclaration: variable } = node;
  if (!variable) return lowerer.visit(node.block);
  const { facts, statement } = lowerer;
  const scope = facts.addScope({ parent: lowerer.scope, kind: 'block', span: lowerer.span(node) });
  lowerer.within(scope, () => {
    const annotation = variable.type && lowerer.lowerType(variable.type);
    bindPattern(lowerer, variable.name, undefined, { kind: 'catch', scope, statement, constant: false }, annotation);
    lowerer.visit(node.block);
  });
}

/** Plain statements, a log line say, and then `throw error`. */
function throwsAgain(grammar: Grammar, { variableDeclaration: variable, block }: ts.CatchClause): true | undefined {
  const K = grammar.kinds;
  const last = block.statements[block.statements.length - 1];
  if (!variable || variable.name.kind !== K.Identifier || last?.kind !== K.ThrowStatement) return undefined;
  const { expression } = last as ts.ThrowStatement;
  if (expression.kind !== K.Identifier || nameText(expression as ts.Identifier) !== nameText(variable.name)) return undefined;
  return block.statements.slice(0, -1).every(({ kind }) => kind === K.ExpressionStatement) ? true : undefined;
}

function lowerNamespace(lowerer: Lowerer, node: ts.ModuleBlock): void {
  const scope = lowerer.facts.addScope({ parent: lowerer.scope, kind: 'block', span: lowerer.span(node) });
  const outer = lowerer.frame;
  lowerer.frame = { ...outer, variableScope: scope };
  lowerer.within(scope, () => lowerer.visitAll(node.statements));
  lowerer.frame = outer;
}

function lowerFunctionDeclaration(lowerer: Lowerer, node: ts.FunctionDeclaration): void {
  const index = lowerFunction(lowerer, node);
  const { span } = lowerer.facts.functions[index]!;
  declare(lowerer, node, 'function', { kind: 'function', function: index, span });
}

function lowerInterface(lowerer: Lowerer, node: ts.InterfaceDeclaration): void {
  const bases = (node.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => lowerer.lower(type)));
  const index = lowerObjectType(lowerer, node, node.members, bases, nameText(node.name));
  declareType(lowerer, node, { kind: 'class', class: index, span: lowerer.facts.classes[index]!.span });
}

function lowerTypeAlias(lowerer: Lowerer, node: ts.TypeAliasDeclaration): void {
  let { scope } = lowerer;
  if (node.typeParameters) scope = lowerer.facts.addScope({ parent: scope, kind: 'block', span: lowerer.span(node) });
  let value: Expression | undefined;
  lowerer.within(scope, () => {
    bindTypeParameters(lowerer, node.typeParameters);
    value = lowerer.lowerType(node.type);
  });
  if (value?.kind === 'class') (lowerer.facts.classes[value.class] as { name?: string }).name = nameText(node.name);
  declareType(lowerer, node, value);
}

function declareType(lowerer: Lowerer, node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration, value: Expression | undefined): void {
  const binding = bindingOf(lowerer, node.name, 'class', value);
  lowerer.facts.declareSignature(binding);
  exportDeclared(lowerer, node, binding);
}

function declare(
  lowerer: Lowerer,
  node: ts.FunctionDeclaration | ts.ClassDeclaration | ts.EnumDeclaration,
  kind: Binding['kind'],
  value: Expression,
): void {
  if (!node.name) {
    if (isDefaultExport(lowerer, node)) lowerer.facts.exports.push({ name: 'default', value });
    return;
  }
  const binding = bindingOf(lowerer, node.name, kind, value);
  const isSignature = node.kind === lowerer.grammar.kinds.FunctionDeclaration && !node.body;
  if (isSignature) lowerer.facts.declareSignature(binding);
  else lowerer.facts.declare(binding);
  exportDeclared(lowerer, node, binding);
}

function bindingOf(lowerer: Lowerer, name: ts.Identifier, kind: Binding['kind'], value: Expression | undefined): Mutable<Binding> {
  const { scope, statement, conditional } = lowerer;
  const binding: Mutable<Binding> = { name: nameText(name), scope, kind, span: lowerer.span(name), statement };
  if (value) binding.value = value;
  if (conditional) binding.conditional = true;
  return binding;
}
