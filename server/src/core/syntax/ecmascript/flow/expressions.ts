import type ts from 'typescript';
import type { FlowAccess, FlowArgument, FlowCall, FlowExpression, FlowFunction, FlowLoop, FlowTarget } from '../../flow/flow';
import type { Span } from '../../../text/span';
import type { FlowLowerer } from './lowerer';
import { loopOfCall } from './loops';
import { declaredIn, namesOfPattern } from './scopes';
import { isStringLike, nameText } from '../names';

/** Lowers an expression: what it touches and calls, in order. */
export function lowerExpression(lowerer: FlowLowerer, node: ts.Node): FlowExpression {
  const walk = new Walk(lowerer);
  walk.visit(node);
  return walk.result(node);
}

/** Lowers the left side of an assignment, or a declared name or pattern. */
export function lowerTarget(lowerer: FlowLowerer, node: ts.Node): FlowTarget {
  const K = lowerer.kinds;
  const walk = new Walk(lowerer);
  const inner = lowerer.unwrap(node);
  walk.assign(inner);
  const span = lowerer.span(node);
  const names = walk.accesses.filter((access) => access.kind === 'write').map((access) => access.name);
  const form =
    inner.kind === K.Identifier
      ? 'name'
      : inner.kind === K.PropertyAccessExpression
        ? 'member'
        : inner.kind === K.ElementAccessExpression
          ? isStringLike(K, (inner as ts.ElementAccessExpression).argumentExpression)
            ? 'member'
            : 'index'
          : 'pattern';
  return { span, names, form, accesses: walk.accesses };
}

/** What defining a function or class touches: now for decorators, defaults and bases, later for bodies. */
export function accessesOfDefinition(lowerer: FlowLowerer, node: ts.Node): readonly FlowAccess[] {
  const walk = new Walk(lowerer);
  walk.visit(node);
  return walk.accesses;
}

type CallLike = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** One walk over an expression. Names that inner functions and blocks bind themselves are theirs alone and are left out. */
class Walk {
  readonly accesses: FlowAccess[] = [];
  readonly calls: FlowCall[] = [];
  readonly loops: FlowLoop[] = [];
  readonly functions: FlowFunction[] = [];
  private yields = false;
  private deferred = false;
  private inFunction = 0;
  private loopDepth = 0;
  private readonly bound: ReadonlySet<string>[] = [];

  constructor(private readonly lowerer: FlowLowerer) {}

  result(node: ts.Node): FlowExpression {
    const { accesses, calls, loops, functions } = this;
    const outermost = loops.filter(
      (loop) => !loops.some((other) => other !== loop && other.span.start <= loop.span.start && loop.span.end <= other.span.end),
    );
    return {
      span: this.lowerer.span(node),
      shape: this.shape(node),
      accesses,
      calls,
      loops: outermost,
      functions,
      ...(this.yields && { yields: true as const }),
    };
  }

  private shape(node: ts.Node): FlowExpression['shape'] {
    const K = this.lowerer.kinds;
    let inner = this.lowerer.unwrap(node);
    switch (inner.kind) {
      case K.Identifier:
        return nameText(inner as ts.Identifier) === 'undefined' ? 'literal' : 'name';
      case K.ArrowFunction:
      case K.FunctionExpression:
        return 'function';
      case K.ArrayLiteralExpression:
        return 'list';
      case K.ObjectLiteralExpression:
        return 'dictionary';
    }
    if (isLiteral(this.lowerer, inner)) return 'literal';
    while (inner.kind === K.AwaitExpression) inner = this.lowerer.unwrap((inner as ts.AwaitExpression).expression);
    if (inner.kind !== K.CallExpression && inner.kind !== K.NewExpression) return 'other';
    let repeated = inner as ts.CallExpression | ts.NewExpression;
    while (/^Promise\.(all|allSettled|any|race)$/.test(this.calleeText(repeated.expression) ?? '') && repeated.arguments?.length === 1) {
      const argument = this.lowerer.unwrap(repeated.arguments[0]!);
      if (argument.kind !== K.CallExpression) break;
      repeated = argument as ts.CallExpression;
    }
    const span = this.lowerer.span(repeated);
    return this.loops.some((loop) => loop.span.start === span.start && loop.span.end === span.end) ? 'loop' : 'call';
  }

  readonly visit = (node: ts.Node): undefined => {
    const { lowerer } = this;
    const K = lowerer.kinds;
    if (lowerer.isType(node)) return undefined;
    switch (node.kind) {
      case K.Identifier:
      case K.ThisKeyword:
      case K.SuperKeyword:
      case K.PropertyAccessExpression:
      case K.ElementAccessExpression:
        return this.chain(node, 'read');
      case K.CallExpression:
      case K.NewExpression:
      case K.TaggedTemplateExpression:
        return this.call(node as CallLike);
      case K.BinaryExpression:
        return this.binary(node as ts.BinaryExpression);
      case K.PrefixUnaryExpression:
      case K.PostfixUnaryExpression: {
        const { operand, operator } = node as ts.PrefixUnaryExpression;
        this.visit(operand);
        if (operator === K.PlusPlusToken || operator === K.MinusMinusToken) this.assign(lowerer.unwrap(operand));
        return;
      }
      case K.DeleteExpression:
        this.assign(lowerer.unwrap((node as ts.DeleteExpression).expression));
        return;
      case K.YieldExpression:
        if (this.inFunction === 0) this.yields = true;
        break;
      case K.ArrowFunction:
      case K.FunctionExpression:
      case K.FunctionDeclaration:
      case K.MethodDeclaration:
      case K.Constructor:
      case K.GetAccessor:
      case K.SetAccessor:
        return this.function(node as ts.FunctionLikeDeclaration, true);
      case K.PropertyAssignment:
        this.propertyName((node as ts.PropertyAssignment).name);
        return this.visit((node as ts.PropertyAssignment).initializer);
      case K.ShorthandPropertyAssignment:
        return this.chain((node as ts.ShorthandPropertyAssignment).name, 'read');
      case K.PropertyDeclaration: {
        const { name, initializer } = node as ts.PropertyDeclaration;
        this.propertyName(name);
        if (initializer) this.later(() => this.visit(initializer));
        return;
      }
      case K.ClassStaticBlockDeclaration:
      case K.Block:
      case K.CaseBlock:
      case K.ForStatement:
      case K.ForInStatement:
      case K.ForOfStatement:
      case K.CatchClause:
        return this.scoped(node);
      case K.VariableDeclaration: {
        const { name, initializer } = node as ts.VariableDeclaration;
        if (initializer) this.visit(initializer);
        this.assign(name);
        return;
      }
      case K.LabeledStatement:
        return this.visit((node as ts.LabeledStatement).statement);
      case K.BreakStatement:
      case K.ContinueStatement:
      case K.MetaProperty:
        return;
      case K.JsxAttribute: {
        const { initializer } = node as ts.JsxAttribute;
        if (initializer) this.visit(initializer);
        return;
      }
      case K.ClassExpression:
      case K.ClassDeclaration:
        return this.class(node as ts.ClassLikeDeclaration);
    }
    lowerer.forEachChild(node, this.visit);
  };

  /** What is assigned: a name, a member, a pattern of either kind. */
  assign(node: ts.Node): void {
    const { lowerer } = this;
    const K = lowerer.kinds;
    switch (node.kind) {
      case K.Identifier:
        this.chain(node, 'write');
        return;
      case K.PropertyAccessExpression:
      case K.ElementAccessExpression:
        this.chain(node, 'store');
        return;
      case K.ObjectBindingPattern:
      case K.ArrayBindingPattern:
        for (const element of (node as ts.BindingPattern).elements) {
          if (element.kind !== K.BindingElement) continue;
          const { propertyName, name, initializer } = element;
          if (propertyName) this.propertyName(propertyName);
          if (initializer) this.visit(initializer);
          this.assign(name);
        }
        return;
      case K.ArrayLiteralExpression:
        for (const element of (node as ts.ArrayLiteralExpression).elements) this.assignElement(element);
        return;
      case K.ObjectLiteralExpression:
        for (const property of (node as ts.ObjectLiteralExpression).properties) {
          if (property.kind === K.ShorthandPropertyAssignment) {
            if (property.objectAssignmentInitializer) this.visit(property.objectAssignmentInitializer);
            this.assign(property.name);
          } else if (property.kind === K.PropertyAssignment) {
            this.propertyName(property.name);
            this.assignElement(property.initializer);
          } else if (property.kind === K.SpreadAssignment) this.assign(lowerer.unwrap(property.expression));
        }
        return;
      default:
        this.visit(node);
    }
  }

  private assignElement(element: ts.Node): void {
    const K = this.lowerer.kinds;
    const inner = element.kind === K.SpreadElement ? (element as ts.SpreadElement).expression : element;
    if (inner.kind === K.BinaryExpression && (inner as ts.BinaryExpression).operatorToken.kind === K.EqualsToken) {
      this.visit((inner as ts.BinaryExpression).right);
      return this.assign(this.lowerer.unwrap((inner as ts.BinaryExpression).left));
    }
    this.assign(this.lowerer.unwrap(inner));
  }

  private binary(node: ts.BinaryExpression): undefined {
    const K = this.lowerer.kinds;
    const operator = node.operatorToken.kind;
    if (operator < K.FirstAssignment || operator > K.LastAssignment) {
      this.visit(node.left);
      this.visit(node.right);
      return;
    }
    if (operator !== K.EqualsToken) this.visit(node.left);
    this.visit(node.right);
    this.assign(this.lowerer.unwrap(node.left));
  }

  /** `a.b[c].d` is one access of `a`; what stands between brackets is looked into as well. */
  private chain(node: ts.Node, kind: FlowAccess['kind'], extra: Pick<FlowAccess, 'method' | 'passedTo'> = {}): undefined {
    const { lowerer } = this;
    const K = lowerer.kinds;
    const members: (string | undefined)[] = [];
    let root = lowerer.unwrap(node);
    for (;;) {
      if (root.kind === K.PropertyAccessExpression) {
        const access = root as ts.PropertyAccessExpression;
        members.unshift(nameText(access.name));
        root = lowerer.unwrap(access.expression);
      } else if (root.kind === K.ElementAccessExpression) {
        const access = root as ts.ElementAccessExpression;
        const isMember = isStringLike(K, access.argumentExpression);
        members.unshift(isMember ? access.argumentExpression.text : undefined);
        if (!isMember) this.visit(access.argumentExpression);
        root = lowerer.unwrap(access.expression);
      } else break;
    }
    const name =
      root.kind === K.Identifier
        ? nameText(root as ts.Identifier)
        : root.kind === K.ThisKeyword
          ? 'this'
          : root.kind === K.SuperKeyword
            ? 'super'
            : undefined;
    if (name === undefined) {
      this.visit(root);
      return;
    }
    if (name === '' || name === 'undefined' || this.isBound(name)) return;
    const plain = members.includes(undefined) ? members.slice(0, members.indexOf(undefined)) : members;
    const access: Mutable<FlowAccess> = { name, path: [name, ...plain].join('.'), span: lowerer.span(node), kind, ...extra };
    if (this.deferred) access.deferred = true;
    this.accesses.push(access);
  }

  private call(node: CallLike): undefined {
    const { lowerer } = this;
    const K = lowerer.kinds;
    const span = lowerer.span(node);
    const calleeNode = 'tag' in node ? node.tag : node.expression;
    const callee = this.calleeText(calleeNode);
    const method = lastMember(lowerer, calleeNode);
    const call: Mutable<FlowCall> = { span, calleeSpan: lowerer.span(calleeNode), args: [] };
    if (callee !== undefined) call.callee = callee;
    if (method !== undefined) call.method = method;
    if (node.kind === K.NewExpression) call.isNew = true;
    if (this.deferred) call.deferred = true;
    const awaited = lowerer.awaitOf(node);
    if (awaited) call.awaited = lowerer.span(awaited);
    this.calls.push(call);

    if (lowerer.unwrap(calleeNode).kind !== K.ImportKeyword) this.callee(calleeNode, method);
    if ('tag' in node) return this.visit(node.template);
    const args = (node.arguments ?? []).map((argument) => this.lowerer.argument(argument));
    call.args = args;
    const loop = node.kind === K.CallExpression ? loopOfCall(lowerer, node, call) : undefined;
    for (const argument of node.arguments ?? []) this.argument(argument, span, loop?.call?.function);
    if (loop && this.inFunction === this.loopDepth) this.loops.push(loop);
  }

  /** A function called where it is written runs now. */
  private callee(node: ts.Node, method: string | undefined): void {
    const inner = this.lowerer.unwrap(node);
    if (this.lowerer.isFunction(inner)) this.function(inner as ts.FunctionLikeDeclaration, false);
    else if (this.isChain(inner)) this.chain(node, 'read', method === undefined ? {} : { method });
    else this.visit(node);
  }

  private argument(node: ts.Expression, passedTo: Span, runsHere: FlowFunction | undefined): void {
    const inner = this.lowerer.unwrap(node);
    if (this.isChain(inner)) this.chain(node, 'read', { passedTo });
    else if (runsHere && this.lowerer.isFunction(inner) && this.lowerer.functionOfNode(inner) === runsHere)
      this.function(inner as ts.FunctionLikeDeclaration, false);
    else this.visit(node);
  }

  private isChain(node: ts.Node): boolean {
    const K = this.lowerer.kinds;
    return (
      node.kind === K.Identifier ||
      node.kind === K.ThisKeyword ||
      node.kind === K.PropertyAccessExpression ||
      node.kind === K.ElementAccessExpression
    );
  }

  /** The body of an inner function: of interest is what it touches of the names around. */
  private function(node: ts.FunctionLikeDeclaration, isDeferred: boolean): undefined {
    const { lowerer } = this;
    const K = lowerer.kinds;
    if (node.name && node.kind !== K.FunctionDeclaration && node.kind !== K.FunctionExpression) this.propertyName(node.name);
    const own = new Set<string>();
    if (node.kind === K.FunctionExpression && node.name) own.add(nameText(node.name));
    for (const { name } of node.parameters) namesOfPattern(lowerer, name).forEach((found) => own.add(found));
    if (node.kind !== K.ArrowFunction) own.add('this').add('arguments');
    if (node.body) declaredIn(lowerer, node.body, own, true);
    const body = (): void => {
      this.bound.push(own);
      this.inFunction++;
      if (!isDeferred) this.loopDepth++;
      for (const parameter of node.parameters) {
        if (parameter.initializer) this.visit(parameter.initializer);
        this.assign(parameter.name);
      }
      if (node.body) this.visit(node.body);
      if (!isDeferred) this.loopDepth--;
      this.inFunction--;
      this.bound.pop();
    };
    if (this.inFunction === 0 && lowerer.isFunction(node)) this.functions.push(lowerer.functionOfNode(node));
    if (isDeferred) this.later(body);
    else body();
  }

  private class(node: ts.ClassLikeDeclaration): undefined {
    for (const clause of node.heritageClauses ?? []) for (const type of clause.types) this.visit(type.expression);
    this.bound.push(new Set(node.name ? [nameText(node.name), 'this'] : ['this']));
    for (const member of node.members) this.visit(member);
    this.bound.pop();
  }

  private later(body: () => void): void {
    const outer = this.deferred;
    this.deferred = true;
    body();
    this.deferred = outer;
  }

  private scoped(node: ts.Node): undefined {
    const own = new Set<string>();
    declaredIn(this.lowerer, node, own, false);
    this.bound.push(own);
    if (node.kind === this.lowerer.kinds.CatchClause) this.visit((node as ts.CatchClause).block);
    else this.lowerer.forEachChild(node, this.visit);
    this.bound.pop();
  }

  private propertyName(name: ts.PropertyName | ts.BindingName): void {
    if (name.kind === this.lowerer.kinds.ComputedPropertyName) this.visit(name.expression);
  }

  private isBound(name: string): boolean {
    return this.bound.some((names) => names.has(name));
  }

  /** The callee as written, when it is a chain of names and members. */
  private calleeText(node: ts.Node): string | undefined {
    return chainText(this.lowerer, node);
  }
}

/** `a.b.c` of a chain of names and members, `?.` read as `.`; undefined for anything else. */
export function chainText(lowerer: FlowLowerer, node: ts.Node): string | undefined {
  const K = lowerer.kinds;
  const inner = lowerer.unwrap(node);
  if (inner.kind === K.Identifier) return nameText(inner as ts.Identifier);
  if (inner.kind === K.ThisKeyword) return 'this';
  if (inner.kind === K.SuperKeyword) return 'super';
  if (inner.kind !== K.PropertyAccessExpression) return undefined;
  const object = chainText(lowerer, (inner as ts.PropertyAccessExpression).expression);
  return object === undefined ? undefined : `${object}.${nameText((inner as ts.PropertyAccessExpression).name)}`;
}

function lastMember(lowerer: FlowLowerer, node: ts.Node): string | undefined {
  const inner = lowerer.unwrap(node);
  return inner.kind === lowerer.kinds.PropertyAccessExpression ? nameText((inner as ts.PropertyAccessExpression).name) : undefined;
}

/** Constant through and through. */
function isLiteral(lowerer: FlowLowerer, node: ts.Node): boolean {
  const K = lowerer.kinds;
  switch (node.kind) {
    case K.StringLiteral:
    case K.NoSubstitutionTemplateLiteral:
    case K.NumericLiteral:
    case K.BigIntLiteral:
    case K.RegularExpressionLiteral:
    case K.TrueKeyword:
    case K.FalseKeyword:
    case K.NullKeyword:
      return true;
    case K.PrefixUnaryExpression:
      return isLiteral(lowerer, (node as ts.PrefixUnaryExpression).operand);
    default:
      return false;
  }
}

/** An argument with its value; the value of an inline function is that of its definition. */
export function lowerArgument(lowerer: FlowLowerer, node: ts.Expression): FlowArgument {
  const K = lowerer.kinds;
  const isSpread = node.kind === K.SpreadElement;
  const valueNode = isSpread ? (node as ts.SpreadElement).expression : node;
  const inner = lowerer.unwrap(valueNode);
  let value: FlowExpression | undefined;
  return {
    span: lowerer.span(node),
    ...(isSpread && { spread: 'iterable' as const }),
    // Made when somebody asks: arguments nest, and most are never looked at one by one.
    get value() {
      return (value ??= lowerExpression(lowerer, valueNode));
    },
    ...(lowerer.isFunction(inner) && { function: lowerer.functionOfNode(inner) }),
  };
}
