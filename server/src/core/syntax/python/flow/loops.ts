import type { CallLoop } from '../../flow/callLoops';
import type { FlowBlock, FlowCall, FlowClause, FlowExpression, FlowLoop, FlowTarget } from '../../flow/flow';
import { Parts } from '../../flow/parts';
import { accessesIn, callsIn } from '../../flow/walk';
import { lowerExpression, spanOf } from './expressions';
import type { PythonFlow } from './fileFlow';
import { lowerTarget } from './targets';

const COLLECTS: Readonly<Record<string, FlowLoop['collects']>> = {
  list_comprehension: 'list',
  set_comprehension: 'set',
  dictionary_comprehension: 'dictionary',
};

/** A comprehension or generator expression. */
export function comprehension(file: PythonFlow, node: number, parts: Parts): void {
  const { tree } = file;
  const clauses: { -readonly [K in keyof FlowClause]: FlowClause[K] }[] = [];
  let element = 0;
  let head = spanOf(file, node);
  for (const child of tree.children(node)) {
    const type = tree.type(child);
    if (type === 'for_in_clause') {
      if (clauses.length === 0) head = spanOf(file, child);
      clauses.push(clauseOf(file, child));
    } else if (type === 'if_clause') {
      const condition = tree.firstChild(child);
      const last = clauses[clauses.length - 1];
      if (condition !== 0 && last) last.conditions = [...last.conditions, lowerExpression(file, condition)];
    } else if (tree.isField(child, 'body')) element = child;
  }
  const collects = COLLECTS[tree.type(node)];
  const body = elementBlock(file, element, node);
  const loop: FlowLoop = {
    form: collects ? 'comprehension' : 'generator',
    span: spanOf(file, node),
    head,
    clauses,
    body,
    ...(collects && { collects }),
  };
  parts.loops.push(loop);
  const hide = new Set(clauses.flatMap(({ targets }) => targets.names));
  clauses.forEach(({ iterable, conditions, targets }, index) => {
    // The first iterable is evaluated outside.
    parts.absorb(iterable, { isBody: true, ...(index > 0 && { hide }) });
    for (const condition of conditions) parts.absorb(condition, { isBody: true, hide });
    parts.absorb({ accesses: targets.accesses, calls: [] }, { hide });
  });
  parts.absorb({ accesses: accessesIn(body), calls: callsIn(body) }, { isBody: true, hide });
}

function clauseOf(file: PythonFlow, node: number): FlowClause {
  const { tree } = file;
  const left = tree.child(node, 'left');
  const right = tree.children(node).find((child) => child !== left);
  return {
    targets: left === 0 ? { span: spanOf(file, node), names: [], form: 'pattern', accesses: [] } : lowerTarget(file, left),
    iterable: right === undefined ? nothing(file, node) : lowerExpression(file, right),
    conditions: [],
    ...(/^async\s/.test(tree.slice(node).slice(0, 6)) && { isAsync: true as const }),
  };
}

function elementBlock(file: PythonFlow, element: number, node: number): FlowBlock {
  if (element === 0) return { span: spanOf(file, node), statements: [] };
  const value = lowerExpression(file, element);
  return { span: value.span, statements: [{ kind: 'expression', span: value.span, value }] };
}

function nothing(file: PythonFlow, node: number): FlowExpression {
  return new Parts().expression(spanOf(file, node), 'other');
}

/** A call that runs a function per item. */
export function repeatingCall(file: PythonFlow, call: FlowCall, { kind, function: at, items }: CallLoop, callee: number): FlowLoop {
  const { tree } = file;
  const argument = call.args[at]!;
  const fn = argument.function;
  const receiver = tree.type(tree.unwrap(callee)) === 'attribute' ? tree.child(tree.unwrap(callee), 'object') : 0;
  const iterable =
    items !== 'receiver' ? call.args[items]!.value : receiver === 0 ? nothing(file, callee) : lowerExpression(file, receiver);
  return {
    form: 'call',
    span: call.span,
    head: call.calleeSpan,
    clauses: [{ targets: targetsOfFunction(fn, argument.span), iterable, conditions: [] }],
    body: fn ? fn.body : { span: argument.span, statements: [] },
    call: { call, kind, ...(fn ? { function: fn } : { named: at }) },
  };
}

function targetsOfFunction(
  fn: FlowLoop['call'] extends undefined ? never : NonNullable<FlowLoop['call']>['function'],
  span: FlowTarget['span'],
): FlowTarget {
  const names = fn?.parameters.flatMap((parameter) => parameter.names) ?? [];
  return {
    span: fn?.parameters[0] ? { start: fn.parameters[0].span.start, end: fn.parameters[fn.parameters.length - 1]!.span.end } : span,
    names,
    form: names.length === 1 ? 'name' : 'pattern',
    accesses: names.map((name) => ({ name, path: name, span, kind: 'write' })),
  };
}
