import type {
  FlowAccess,
  FlowBlock,
  FlowBranch,
  FlowExpression,
  FlowHandler,
  FlowLoop,
  FlowStatement,
  FlowTarget,
  FlowWith,
} from '../../flow/flow';
import { Parts } from '../../flow/parts';
import { accessesIn, boundIn, statementsIn } from '../../flow/walk';
import { lowerExpression, spanOf, visit } from './expressions';
import type { PythonFlow } from './fileFlow';
import { broken } from './functionFlow';
import { lowerTarget } from './targets';

/** The statements of a block; 0 is the module. */
export function lowerBlock(file: PythonFlow, node: number): FlowBlock {
  const statements = file.tree.children(node).flatMap((child) => lowerStatement(file, child));
  const first = statements[0];
  const span = first ? { start: first.span.start, end: statements[statements.length - 1]!.span.end } : spanOf(file, node);
  return { span, statements };
}

type Lower = (file: PythonFlow, node: number) => FlowStatement | readonly FlowStatement[];

const LOWER: Readonly<Record<string, Lower>> = {
  expression_statement: expressionStatement,
  return_statement: (file, node) => ({ kind: 'return', span: spanOf(file, node), ...valueOf(file, file.tree.firstChild(node)) }),
  raise_statement: (file, node) => ({ kind: 'raise', span: spanOf(file, node), ...valueOf(file, file.tree.firstChild(node)) }),
  break_statement: (file, node) => ({ kind: 'break', span: spanOf(file, node) }),
  continue_statement: (file, node) => ({ kind: 'continue', span: spanOf(file, node) }),
  pass_statement: (file, node) => ({ kind: 'pass', span: spanOf(file, node) }),
  if_statement: ifStatement,
  while_statement: (file, node) => ({ kind: 'loop', span: spanOf(file, node), loop: whileLoop(file, node) }),
  for_statement: (file, node) => ({ kind: 'loop', span: spanOf(file, node), loop: forLoop(file, node) }),
  try_statement: tryStatement,
  with_statement: withStatement,
  match_statement: matchStatement,
  function_definition: definition,
  class_definition: definition,
  decorated_definition: definition,
  global_statement: (file, node) => ({
    kind: 'declare',
    form: 'global',
    span: spanOf(file, node),
    names: file.tree.children(node).map((name) => file.tree.slice(name)),
  }),
  nonlocal_statement: (file, node) => ({
    kind: 'declare',
    form: 'nonlocal',
    span: spanOf(file, node),
    names: file.tree.children(node).map((name) => file.tree.slice(name)),
  }),
  import_statement: imports,
  import_from_statement: imports,
  future_import_statement: imports,
  type_alias_statement: (file, node) => ({ kind: 'declare', form: 'type', span: spanOf(file, node), names: [] }),
  delete_statement: (file, node) => {
    const parts = new Parts();
    for (const child of file.tree.children(node)) parts.absorb({ accesses: lowerTarget(file, child).accesses, calls: [] });
    return { kind: 'other', span: spanOf(file, node), value: parts.expression(spanOf(file, node), 'other') };
  },
};

function lowerStatement(file: PythonFlow, node: number): readonly FlowStatement[] {
  const lower = LOWER[file.tree.type(node)];
  const isCompound = file.tree.children(node).some((child) => file.tree.type(child) === 'block');
  if (file.tree.type(node) === 'ERROR' || (!isCompound && file.isBroken(node))) return [broken(spanOf(file, node))];
  const lowered = lower ? lower(file, node) : other(file, node);
  const statements = Array.isArray(lowered) ? (lowered as readonly FlowStatement[]) : [lowered as FlowStatement];
  // What is broken in the head of a compound statement stands beside it.
  const hasBrokenHead =
    isCompound &&
    file.isBroken(node) &&
    file.tree
      .children(node)
      .some((child) => file.tree.type(child) !== 'block' && !/_clause$/.test(file.tree.type(child)) && file.isBroken(child));
  return hasBrokenHead ? [broken(spanOf(file, node)), ...statements] : statements;
}

function other(file: PythonFlow, node: number): FlowStatement {
  const parts = new Parts();
  for (const child of file.tree.children(node)) visit(file, child, parts);
  return { kind: 'other', span: spanOf(file, node), value: parts.expression(spanOf(file, node), 'other') };
}

function valueOf(file: PythonFlow, node: number): { value?: FlowExpression } {
  return node === 0 ? {} : { value: lowerExpression(file, node) };
}

function expressionStatement(file: PythonFlow, node: number): FlowStatement {
  const { tree } = file;
  const children = tree.children(node);
  const [only] = children;
  const type = only === undefined ? '' : tree.type(only);
  if (children.length === 1 && type === 'assignment') return assignment(file, node, only!);
  if (children.length === 1 && type === 'augmented_assignment') return augmented(file, node, only!);
  if (children.length === 1) return { kind: 'expression', span: spanOf(file, node), value: lowerExpression(file, only!) };
  const parts = new Parts();
  for (const child of children) visit(file, child, parts);
  return { kind: 'expression', span: spanOf(file, node), value: parts.expression(spanOf(file, node), 'list') };
}

/** `a = b = value` nests to the right. */
function assignment(file: PythonFlow, statement: number, node: number): FlowStatement {
  const { tree } = file;
  const targets: FlowTarget[] = [];
  let current = node;
  let value = 0;
  while (current !== 0 && tree.type(current) === 'assignment') {
    const left = tree.child(current, 'left');
    if (left !== 0) targets.push(lowerTarget(file, left));
    value = tree.child(current, 'right');
    current = value;
  }
  return { kind: 'assign', span: spanOf(file, statement), targets, ...valueOf(file, value) };
}

function augmented(file: PythonFlow, statement: number, node: number): FlowStatement {
  const { tree } = file;
  const left = tree.child(node, 'left');
  const right = tree.child(node, 'right');
  const operator = left !== 0 && right !== 0 ? tree.textBetween(tree.end(left), tree.start(right)).replace(/[^*/+\-@&|^<>%=]/g, '') : '=';
  const target = left === 0 ? undefined : lowerTarget(file, left);
  // What is added to is read as well.
  const reads: FlowAccess[] = (target?.accesses ?? []).flatMap((access) =>
    access.kind === 'read' ? [] : [{ ...access, kind: 'read' as const }],
  );
  return {
    kind: 'assign',
    span: spanOf(file, statement),
    operator,
    targets: target ? [{ ...target, accesses: [...reads, ...target.accesses] }] : [],
    ...valueOf(file, right),
  };
}

function ifStatement(file: PythonFlow, node: number): FlowStatement {
  const { tree } = file;
  const branches: FlowBranch[] = [];
  const add = (clause: number, body: 'consequence' | 'body'): void => {
    const condition = tree.child(clause, 'condition');
    const block = tree.child(clause, body);
    if (block !== 0)
      branches.push({ ...(condition !== 0 && { condition: lowerExpression(file, condition) }), block: lowerBlock(file, block) });
  };
  add(node, 'consequence');
  for (const child of tree.children(node)) {
    if (tree.type(child) === 'elif_clause') add(child, 'consequence');
    else if (tree.type(child) === 'else_clause') add(child, 'body');
  }
  return { kind: 'if', span: spanOf(file, node), branches };
}

function bodyOf(file: PythonFlow, node: number): FlowBlock {
  const body = file.tree.child(node, 'body') || blockOf(file, node);
  return body === 0 ? { span: { start: file.tree.end(node), end: file.tree.end(node) }, statements: [] } : lowerBlock(file, body);
}

function blockOf({ tree }: PythonFlow, node: number): number {
  return tree.children(node).find((child) => tree.type(child) === 'block') ?? 0;
}

function elseOf(file: PythonFlow, node: number): { otherwise?: FlowBlock } {
  const clause = file.tree.children(node).find((child) => file.tree.type(child) === 'else_clause');
  return clause === undefined ? {} : { otherwise: bodyOf(file, clause) };
}

function whileLoop(file: PythonFlow, node: number): FlowLoop {
  const { tree } = file;
  const condition = tree.child(node, 'condition');
  const head = { start: tree.start(node), end: condition === 0 ? tree.start(node) + 5 : tree.end(condition) };
  return {
    form: 'while',
    span: spanOf(file, node),
    head,
    clauses: [],
    ...(condition !== 0 && { condition: lowerExpression(file, condition) }),
    body: bodyOf(file, node),
    ...elseOf(file, node),
  };
}

function forLoop(file: PythonFlow, node: number): FlowLoop {
  const { tree } = file;
  const left = tree.child(node, 'left');
  const right = tree.child(node, 'right');
  const isAsync = /^async\s/.test(tree.slice(node).slice(0, 6));
  const targets: FlowTarget = left === 0 ? { span: spanOf(file, node), names: [], form: 'pattern', accesses: [] } : lowerTarget(file, left);
  const iterable = right === 0 ? new Parts().expression(targets.span, 'other') : lowerExpression(file, right);
  return {
    form: isAsync ? 'for-await' : 'for',
    span: spanOf(file, node),
    head: { start: tree.start(node), end: iterable.span.end },
    clauses: [{ targets, iterable, conditions: [], ...(isAsync && { isAsync: true }) }],
    body: bodyOf(file, node),
    ...elseOf(file, node),
  };
}

function tryStatement(file: PythonFlow, node: number): FlowStatement {
  const { tree } = file;
  const handlers: FlowHandler[] = [];
  let final: FlowBlock | undefined;
  for (const child of tree.children(node)) {
    const type = tree.type(child);
    if (type === 'except_clause' || type === 'except_group_clause') handlers.push(handler(file, child));
    else if (type === 'finally_clause') final = bodyOf(file, child);
  }
  return {
    kind: 'try',
    span: spanOf(file, node),
    body: bodyOf(file, node),
    handlers,
    ...elseOf(file, node),
    ...(final && { finally: final }),
  };
}

function handler(file: PythonFlow, node: number): FlowHandler {
  const { tree } = file;
  const heads = tree.children(node).filter((child) => tree.type(child) !== 'block');
  const names: string[] = [];
  let types = heads[0] ?? 0;
  const alias = types !== 0 && tree.type(types) === 'as_pattern' ? tree.child(types, 'alias') : 0;
  if (alias !== 0) {
    names.push(...lowerTarget(file, alias).names);
    types = tree.firstChild(types);
  }
  for (const other of heads.slice(1)) names.push(...lowerTarget(file, other).names);
  const block = blockOf(file, node);
  return {
    span: spanOf(file, node),
    names,
    ...(types !== 0 && { types: lowerExpression(file, types) }),
    block: block === 0 ? { span: spanOf(file, node), statements: [] } : lowerBlock(file, block),
  };
}

function withStatement(file: PythonFlow, node: number): FlowStatement {
  const { tree } = file;
  const items: FlowWith['items'][number][] = [];
  for (const clause of tree.children(node)) {
    if (tree.type(clause) !== 'with_clause') continue;
    for (const item of tree.children(clause)) {
      const value = tree.type(item) === 'with_item' ? tree.child(item, 'value') : item;
      const inner = tree.type(value) === 'tuple' ? tree.children(value) : [];
      const isList = inner.some((each) => tree.type(each) === 'as_pattern');
      for (const each of isList ? inner : [value]) if (each !== 0) items.push(withItem(file, each));
    }
  }
  return {
    kind: 'with',
    span: spanOf(file, node),
    isAsync: /^async\s/.test(tree.slice(node).slice(0, 6)),
    items,
    block: bodyOf(file, node),
  };
}

function withItem(file: PythonFlow, node: number): FlowWith['items'][number] {
  const { tree } = file;
  const named = tree.unwrap(node);
  const alias = tree.type(named) === 'as_pattern' ? tree.child(named, 'alias') : 0;
  if (alias === 0) return { value: lowerExpression(file, node) };
  return { value: lowerExpression(file, tree.firstChild(named)), target: lowerTarget(file, alias) };
}

function matchStatement(file: PythonFlow, node: number): FlowStatement {
  const { tree } = file;
  const subject = tree.child(node, 'subject');
  const block = tree.child(node, 'body');
  const clauses = (block === 0 ? [] : tree.children(block)).filter((child) => tree.type(child) === 'case_clause');
  return {
    kind: 'match',
    span: spanOf(file, node),
    subject: subject === 0 ? new Parts().expression(spanOf(file, node), 'other') : lowerExpression(file, subject),
    cases: clauses.map((clause) => {
      const parts = new Parts();
      // Patterns bind their names; a name that is only compared with does not hurt as a write.
      for (const child of tree.children(clause))
        if (tree.type(child) === 'case_pattern') parts.absorb({ accesses: lowerTarget(file, child).accesses, calls: [] });
      const guard = tree.child(clause, 'guard');
      if (guard !== 0) visit(file, guard, parts);
      const { accesses, calls } = parts;
      const body = tree.child(clause, 'consequence');
      return {
        span: spanOf(file, clause),
        accesses,
        calls,
        block: body === 0 ? { span: spanOf(file, clause), statements: [] } : lowerBlock(file, body),
      };
    }),
  };
}

function definition(file: PythonFlow, node: number): FlowStatement {
  const { tree } = file;
  const inner = tree.type(node) === 'decorated_definition' ? tree.child(node, 'definition') : node;
  const isFunction = inner !== 0 && tree.type(inner) === 'function_definition';
  const name = inner === 0 ? 0 : tree.child(inner, 'name');
  let accesses: readonly FlowAccess[] | undefined;
  return {
    kind: isFunction ? 'function' : 'class',
    span: spanOf(file, node),
    ...(name !== 0 && { name: tree.slice(name) }),
    ...(isFunction && { function: file.function(inner) }),
    // Most definitions are never asked what they capture.
    get accesses() {
      return (accesses ??= captures(file, node, inner, isFunction));
    },
  };
}

function captures(file: PythonFlow, node: number, inner: number, isFunction: boolean): readonly FlowAccess[] {
  const { tree } = file;
  const parts = new Parts();
  for (const child of tree.children(node)) if (tree.type(child) === 'decorator') visit(file, child, parts);
  if (isFunction) {
    const fn = file.function(inner);
    for (const { default: value } of fn.parameters) if (value) parts.absorb(value);
    const body = fn.body;
    const outside = new Set(
      [...statementsIn(body)].flatMap((each) => (each.kind === 'declare' && each.form !== 'import' ? each.names : [])),
    );
    const hide = new Set([...fn.parameters.flatMap(({ names }) => names), ...[...boundIn(body)].filter((each) => !outside.has(each))]);
    parts.absorb({ accesses: accessesIn(body), calls: [] }, { hide, deferred: true });
  } else if (inner !== 0) {
    const bases = tree.child(inner, 'superclasses');
    if (bases !== 0) visit(file, bases, parts);
    const body = tree.child(inner, 'body');
    if (body !== 0) {
      const block = lowerBlock(file, body);
      parts.absorb({ accesses: accessesIn(block), calls: [] }, { hide: boundIn(block), deferred: true });
    }
  }
  return parts.accesses;
}

function imports(file: PythonFlow, node: number): FlowStatement {
  const { tree } = file;
  const module = tree.child(node, 'module_name');
  const names = tree.children(node).flatMap((child) => {
    if (child === module) return [];
    const alias = tree.type(child) === 'aliased_import' ? tree.child(child, 'alias') : 0;
    if (alias !== 0) return [tree.slice(alias)];
    const written = tree.slice(child);
    return tree.type(node) === 'import_statement' ? [written.split('.')[0]!.trim()] : [written];
  });
  return { kind: 'declare', form: 'import', span: spanOf(file, node), names };
}
