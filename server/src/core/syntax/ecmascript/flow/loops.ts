import type ts from 'typescript';
import { callLoop } from '../../flow/callLoops';
import type { FlowBlock, FlowCall, FlowClause, FlowLoop, FlowTarget, LoopCall, LoopForm } from '../../flow/flow';
import { lowerExpression, lowerTarget } from './expressions';
import type { FlowLowerer } from './lowerer';
import { lowerBlock, lowerStatements } from './statements';

/** `for`, `while` and `do` statements. */
export function lowerLoop(lowerer: FlowLowerer, node: ts.IterationStatement, label?: string): FlowLoop {
  const K = lowerer.kinds;
  const span = lowerer.span(node);
  const common = { span, body: lowerBlock(lowerer, node.statement), ...(label !== undefined && { label }) };
  const headTo = (end: number): FlowLoop['head'] => ({ start: span.start, end: lowerer.text.indexOf(')', end) + 1 || end });
  switch (node.kind) {
    case K.ForOfStatement:
    case K.ForInStatement: {
      const { initializer, expression, awaitModifier } = node as ts.ForOfStatement;
      const form: LoopForm = node.kind === K.ForInStatement ? 'for-in' : awaitModifier ? 'for-await' : 'for';
      const clause: FlowClause = {
        targets: loopTarget(lowerer, initializer),
        iterable: lowerExpression(lowerer, expression),
        conditions: [],
        ...(awaitModifier && { isAsync: true as const }),
      };
      return { ...common, form, head: headTo(expression.end), clauses: [clause] };
    }
    case K.ForStatement: {
      const { initializer, condition, incrementor } = node as ts.ForStatement;
      const first = initializer && lowerStatements(lowerer, [initializer])[0];
      return {
        ...common,
        form: 'for-count',
        clauses: [],
        head: headTo(incrementor?.end ?? condition?.end ?? initializer?.end ?? span.start),
        ...(first && { initializer: first }),
        ...(condition && { condition: lowerExpression(lowerer, condition) }),
        ...(incrementor && { update: lowerExpression(lowerer, incrementor) }),
      };
    }
    default: {
      const { expression } = node as ts.WhileStatement;
      const isDo = node.kind === K.DoStatement;
      return {
        ...common,
        form: isDo ? 'do-while' : 'while',
        clauses: [],
        head: isDo ? { start: span.start, end: span.start + 2 } : headTo(expression.end),
        condition: lowerExpression(lowerer, expression),
      };
    }
  }
}

function loopTarget(lowerer: FlowLowerer, initializer: ts.ForInitializer): FlowTarget {
  if (initializer.kind !== lowerer.kinds.VariableDeclarationList) return lowerTarget(lowerer, initializer);
  const { declarations } = initializer as ts.VariableDeclarationList;
  return lowerTarget(lowerer, declarations[0]?.name ?? initializer);
}

/** The loop that a call such as `items.map(f)` is; undefined for a call that repeats nothing. */
export function loopOfCall(lowerer: FlowLowerer, node: ts.CallExpression, call: FlowCall): FlowLoop | undefined {
  const found = callLoop(call, lowerer.language);
  if (!found) return undefined;
  const { kind, items, function: at } = found;
  const fn = call.args[at]?.function;
  const receiver = (lowerer.unwrap(node.expression) as ts.PropertyAccessExpression).expression;
  const source = items === 'receiver' ? receiver : node.arguments[items];
  if (!source) return undefined;
  const loopCall: LoopCall = { call, kind, ...(fn ? { function: fn } : { named: at }) };
  let clauses: readonly FlowClause[] | undefined;
  return {
    form: 'call',
    span: call.span,
    head: call.calleeSpan,
    get clauses() {
      return (clauses ??= [
        { targets: parameterTarget(lowerer, node.arguments[at]!), iterable: lowerExpression(lowerer, source), conditions: [] },
      ]);
    },
    get body(): FlowBlock {
      return fn ? fn.body : { span: call.args[at]!.span, statements: [] };
    },
    call: loopCall,
  };
}

/** The function's parameters as what each item is assigned to. */
function parameterTarget(lowerer: FlowLowerer, node: ts.Node): FlowTarget {
  const inner = lowerer.unwrap(node);
  if (!lowerer.isFunction(inner)) return { span: lowerer.span(node), names: [], form: 'pattern', accesses: [] };
  const { parameters } = inner as ts.ArrowFunction;
  const [first] = parameters;
  if (!first)
    return { span: { start: lowerer.span(inner).start, end: lowerer.span(inner).start }, names: [], form: 'pattern', accesses: [] };
  const targets = parameters.map((parameter) => lowerTarget(lowerer, parameter.name));
  return {
    span: { start: lowerer.span(first.name).start, end: parameters[parameters.length - 1]!.name.end },
    names: targets.flatMap((target) => target.names),
    form: targets.length === 1 ? targets[0]!.form : 'pattern',
    accesses: targets.flatMap((target) => target.accesses),
  };
}
