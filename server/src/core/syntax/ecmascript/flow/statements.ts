import type ts from 'typescript';
import type {
  FlowAssign,
  FlowBlock,
  FlowBranch,
  FlowDefinition,
  FlowExpression,
  FlowHandler,
  FlowMatch,
  FlowStatement,
  FlowTarget,
  FlowTry,
} from '../../flow/flow';
import type { Span } from '../../../text/span';
import { accessesOfDefinition, lowerExpression, lowerTarget } from './expressions';
import { lowerLoop } from './loops';
import type { FlowLowerer } from './lowerer';
import { namesOfPattern } from './scopes';
import { nameText } from '../names';

/** A block in braces, or the one statement that stands for it. */
export function lowerBlock(lowerer: FlowLowerer, node: ts.Node): FlowBlock {
  const span = lowerer.span(node);
  if (node.kind !== lowerer.kinds.Block) return { span, statements: lowerStatements(lowerer, [node]) };
  return { span, statements: lowerStatements(lowerer, (node as ts.Block).statements), hasBraces: true };
}

export function lowerStatements(lowerer: FlowLowerer, nodes: readonly ts.Node[]): readonly FlowStatement[] {
  return nodes.flatMap((node) => lowerStatement(lowerer, node));
}

function lowerStatement(lowerer: FlowLowerer, node: ts.Node): readonly FlowStatement[] {
  const K = lowerer.kinds;
  const span = lowerer.span(node);
  if (lowerer.isBroken(node)) return [{ kind: 'other', span, value: lowerExpression(lowerer, node), isBroken: true }];
  if (lowerer.isType(node)) return [{ kind: 'declare', span, form: 'type', names: [] }];
  switch (node.kind) {
    case K.ExpressionStatement:
      return [lowerExpressionStatement(lowerer, (node as ts.ExpressionStatement).expression, span)];
    case K.VariableStatement:
      return lowerDeclarations(lowerer, (node as ts.VariableStatement).declarationList, span);
    case K.VariableDeclarationList:
      return lowerDeclarations(lowerer, node as ts.VariableDeclarationList, span);
    case K.ReturnStatement:
      return [{ kind: 'return', span, ...returned(lowerer, node as ts.ReturnStatement) }];
    case K.ThrowStatement:
      return [{ kind: 'raise', span, ...returned(lowerer, node as ts.ThrowStatement) }];
    case K.BreakStatement:
      return [{ kind: 'break', span, ...labelOf(node as ts.BreakStatement) }];
    case K.ContinueStatement:
      return [{ kind: 'continue', span, ...labelOf(node as ts.ContinueStatement) }];
    case K.EmptyStatement:
      return [{ kind: 'pass', span }];
    case K.IfStatement:
      return [{ kind: 'if', span, branches: branchesOf(lowerer, node as ts.IfStatement) }];
    case K.SwitchStatement:
      return [lowerSwitch(lowerer, node as ts.SwitchStatement)];
    case K.ForStatement:
    case K.ForInStatement:
    case K.ForOfStatement:
    case K.WhileStatement:
    case K.DoStatement:
      return [{ kind: 'loop', span, loop: lowerLoop(lowerer, node as ts.IterationStatement) }];
    case K.TryStatement:
      return [lowerTry(lowerer, node as ts.TryStatement)];
    case K.Block:
      return [{ kind: 'block', span, block: lowerBlock(lowerer, node) }];
    case K.LabeledStatement:
      return [lowerLabeled(lowerer, node as ts.LabeledStatement, span)];
    case K.FunctionDeclaration:
    case K.ClassDeclaration:
      return [lowerDefinition(lowerer, node as ts.FunctionDeclaration)];
    case K.ImportDeclaration:
    case K.ImportEqualsDeclaration:
      return [{ kind: 'declare', span, form: 'import', names: importedNames(lowerer, node) }];
    case K.ExportDeclaration:
      return [{ kind: 'declare', span, form: 'type', names: [] }];
    default: {
      // What stands where only an expression may (the head of a `for`) is one; all else keeps its parts.
      if (lowerer.isStatement(node)) return [{ kind: 'other', span, value: lowerExpression(lowerer, node) }];
      return [lowerExpressionStatement(lowerer, node as ts.Expression, span)];
    }
  }
}

function returned(lowerer: FlowLowerer, { expression }: ts.ReturnStatement | ts.ThrowStatement): { readonly value?: FlowExpression } {
  return expression ? { value: lowerExpression(lowerer, expression) } : {};
}

function labelOf({ label }: ts.BreakOrContinueStatement): { readonly label?: string } {
  return label ? { label: nameText(label) } : {};
}

function lowerLabeled(lowerer: FlowLowerer, { label, statement }: ts.LabeledStatement, span: Span): FlowStatement {
  const name = nameText(label);
  return lowerer.isLoop(statement)
    ? { kind: 'loop', span, loop: lowerLoop(lowerer, statement as ts.IterationStatement, name) }
    : { kind: 'block', span, label: name, block: lowerBlock(lowerer, statement) };
}

function lowerExpressionStatement(lowerer: FlowLowerer, expression: ts.Expression, span: Span): FlowStatement {
  const K = lowerer.kinds;
  const targets: FlowTarget[] = [];
  let operator: string | undefined;
  let value = lowerer.unwrap(expression);
  while (value.kind === K.BinaryExpression) {
    const { left, operatorToken, right } = value as ts.BinaryExpression;
    if (operatorToken.kind < K.FirstAssignment || operatorToken.kind > K.LastAssignment) break;
    const isPlain = operatorToken.kind === K.EqualsToken;
    if (!isPlain && targets.length > 0) break;
    targets.push(lowerTarget(lowerer, left));
    value = lowerer.unwrap(right);
    if (isPlain) continue;
    operator = lowerer.text.slice(lowerer.span(operatorToken).start, operatorToken.end);
    break;
  }
  if (targets.length === 0) return { kind: 'expression', span, value: lowerExpression(lowerer, expression) };
  return { kind: 'assign', span, targets, value: lowerExpression(lowerer, value), ...(operator !== undefined && { operator }) };
}

function lowerDeclarations(lowerer: FlowLowerer, list: ts.VariableDeclarationList, whole: Span): readonly FlowAssign[] {
  const declares = lowerer.declares(list);
  const isSingle = list.declarations.length === 1;
  return list.declarations.map((declaration) => ({
    kind: 'assign',
    span: isSingle ? whole : lowerer.span(declaration),
    ...(!isSingle && { whole }),
    targets: [lowerTarget(lowerer, declaration.name)],
    ...(declaration.initializer && { value: lowerExpression(lowerer, declaration.initializer) }),
    declares,
  }));
}

function branchesOf(lowerer: FlowLowerer, node: ts.IfStatement): readonly FlowBranch[] {
  const branches: FlowBranch[] = [];
  for (let next: ts.Statement | undefined = node; next; ) {
    if (next.kind !== lowerer.kinds.IfStatement) {
      branches.push({ block: lowerBlock(lowerer, next) });
      break;
    }
    const { expression, thenStatement, elseStatement }: ts.IfStatement = next as ts.IfStatement;
    branches.push({ condition: lowerExpression(lowerer, expression), block: lowerBlock(lowerer, thenStatement) });
    next = elseStatement;
  }
  return branches;
}

function lowerSwitch(lowerer: FlowLowerer, node: ts.SwitchStatement): FlowMatch {
  const cases = node.caseBlock.clauses.map((clause) => {
    const guard = clause.kind === lowerer.kinds.CaseClause ? lowerExpression(lowerer, clause.expression) : undefined;
    const { statements } = clause;
    const first = statements[0];
    const span = first ? { start: lowerer.span(first).start, end: clause.end } : { start: clause.end, end: clause.end };
    return {
      span: lowerer.span(clause),
      accesses: guard?.accesses ?? [],
      calls: guard?.calls ?? [],
      block: { span, statements: lowerStatements(lowerer, statements) },
    };
  });
  return { kind: 'match', span: lowerer.span(node), subject: lowerExpression(lowerer, node.expression), cases };
}

function lowerTry(lowerer: FlowLowerer, node: ts.TryStatement): FlowTry {
  const { tryBlock, catchClause, finallyBlock } = node;
  const handlers: FlowHandler[] = [];
  if (catchClause) {
    const { variableDeclaration: variable, block } = catchClause;
    handlers.push({
      span: lowerer.span(catchClause),
      names: variable ? namesOfPattern(lowerer, variable.name) : [],
      block: lowerBlock(lowerer, block),
    });
  }
  return {
    kind: 'try',
    span: lowerer.span(node),
    body: lowerBlock(lowerer, tryBlock),
    handlers,
    ...(finallyBlock && { finally: lowerBlock(lowerer, finallyBlock) }),
  };
}

function lowerDefinition(lowerer: FlowLowerer, node: ts.FunctionDeclaration | ts.ClassDeclaration): FlowDefinition {
  const isFunction = node.kind === lowerer.kinds.FunctionDeclaration;
  return {
    kind: isFunction ? 'function' : 'class',
    span: lowerer.span(node),
    ...(node.name && { name: nameText(node.name) }),
    ...(isFunction && { function: lowerer.functionOfNode(node) }),
    accesses: accessesOfDefinition(lowerer, node),
  };
}

function importedNames(lowerer: FlowLowerer, node: ts.Node): readonly string[] {
  const K = lowerer.kinds;
  if (node.kind === K.ImportEqualsDeclaration) return [nameText((node as ts.ImportEqualsDeclaration).name)];
  const { importClause } = node as ts.ImportDeclaration;
  if (!importClause) return [];
  const bindings = importClause.namedBindings;
  const named = !bindings
    ? []
    : bindings.kind === K.NamespaceImport
      ? [nameText(bindings.name)]
      : bindings.elements.map(({ name }) => nameText(name));
  return importClause.name ? [nameText(importClause.name), ...named] : named;
}
