import type ts from 'typescript';
import type { FlowArgument, FlowAssign, FlowBlock, FlowFunction, FlowParameter } from '../../loops/flow';
import type { Span } from '../../text/span';
import type { Dialect } from './dialect';
import { lowerArgument, lowerExpression } from './flowExpressions';
import { namesOfPattern } from './flowScopes';
import { lowerBlock, lowerStatements } from './flowStatements';
import type { SyntaxKinds } from './grammar';
import { hasModifier, literalKey, nameText } from './names';
import { SourceText } from './sourceText';

interface Diagnostic {
  readonly start?: number;
}

/** What the lowering of flow asks of the tree: kinds, spans, the functions of the file, each made once. */
export class FlowLowerer {
  readonly kinds: SyntaxKinds;
  readonly forEachChild: typeof ts.forEachChild;
  readonly text: string;
  readonly language: Dialect['language'];
  readonly blockScopedFlags: ts.NodeFlags;
  readonly module: FlowFunction;
  private readonly source: SourceText;
  private readonly functions = new Map<ts.Node, FlowFunction>();
  private readonly awaits = new Map<ts.Node, ts.Node>();
  private readonly errors: readonly number[];

  constructor(private readonly tsModule: typeof ts, sourceFile: ts.SourceFile, text: string, { language }: Dialect) {
    this.kinds = tsModule.SyntaxKind;
    this.forEachChild = tsModule.forEachChild;
    this.blockScopedFlags = tsModule.NodeFlags.BlockScoped;
    this.text = text;
    this.language = language;
    this.source = new SourceText(sourceFile, text);
    const { parseDiagnostics = [] } = sourceFile as ts.SourceFile & { readonly parseDiagnostics?: readonly Diagnostic[] };
    this.errors = parseDiagnostics.map(({ start = 0 }) => start);
    const span = { start: 0, end: text.length };
    this.module = lazily({ form: 'module', span, parameters: [], isAsync: false, isGenerator: false, isExpression: false }, () => ({
      span, statements: lowerStatements(this, sourceFile.statements),
    }));
    this.collect(sourceFile, this.module, undefined);
  }

  /** All functions but the module with the spans of their bodies, in source order of their start. */
  get allFunctions(): readonly { readonly fn: FlowFunction; readonly body: Span }[] {
    return [...this.functions].map(([node, fn]) => {
      const { body } = node as ts.FunctionLikeDeclaration;
      return { fn, body: body ? this.span(body) : { start: node.end, end: node.end } };
    });
  }

  span(node: ts.Node): Span {
    return this.source.span(node);
  }

  functionOfNode(node: ts.Node): FlowFunction {
    return this.functions.get(node) ?? this.module;
  }

  /** The `await` that stands directly before a call. */
  awaitOf(node: ts.Node): ts.Node | undefined {
    return this.awaits.get(node);
  }

  argument(node: ts.Expression): FlowArgument {
    return lowerArgument(this, node);
  }

  /** The expression within parentheses and type-only wrappers. */
  unwrap(node: ts.Node): ts.Node {
    const K = this.kinds;
    let inner = node;
    while (
      inner.kind === K.ParenthesizedExpression || inner.kind === K.NonNullExpression || inner.kind === K.AsExpression ||
      inner.kind === K.SatisfiesExpression || inner.kind === K.TypeAssertionExpression
    ) {
      inner = (inner as ts.ParenthesizedExpression).expression;
    }
    return inner;
  }

  isFunction(node: ts.Node): boolean {
    const K = this.kinds;
    return (
      node.kind === K.ArrowFunction || node.kind === K.FunctionExpression || node.kind === K.FunctionDeclaration || node.kind === K.MethodDeclaration ||
      node.kind === K.Constructor || node.kind === K.GetAccessor || node.kind === K.SetAccessor
    );
  }

  /** Types say nothing of what happens. */
  isType(node: ts.Node): boolean {
    const K = this.kinds;
    return (
      (node.kind >= K.FirstTypeNode && node.kind <= K.LastTypeNode && node.kind !== K.ExpressionWithTypeArguments) || node.kind === K.TypeParameter ||
      node.kind === K.InterfaceDeclaration || node.kind === K.TypeAliasDeclaration
    );
  }

  isLoop(node: ts.Node): boolean {
    const K = this.kinds;
    return node.kind === K.ForStatement || node.kind === K.ForInStatement || node.kind === K.ForOfStatement || node.kind === K.WhileStatement || node.kind === K.DoStatement;
  }

  isStatement(node: ts.Node): boolean {
    const K = this.kinds;
    return (node.kind >= K.FirstStatement && node.kind <= K.LastStatement) || (node.kind >= K.FunctionDeclaration && node.kind <= K.ExportSpecifier) || node.kind === K.MissingDeclaration;
  }

  /** The parser lost its way in the statement itself, not in a block within it. */
  isBroken(node: ts.Node): boolean {
    const inside = this.errors.filter((at) => node.pos <= at && at <= node.end);
    if (inside.length === 0) return false;
    const blocks: ts.Node[] = [];
    const look = (child: ts.Node): undefined => {
      if (child.kind === this.kinds.Block || child.kind === this.kinds.CaseBlock) blocks.push(child);
      else this.forEachChild(child, look);
    };
    look(node);
    return inside.some((at) => !blocks.some((block) => block.pos <= at && at < block.end));
  }

  declares(list: ts.VariableDeclarationList): NonNullable<FlowAssign['declares']> {
    const { NodeFlags } = this.tsModule;
    const flags = list.flags & NodeFlags.BlockScoped;
    if (flags === NodeFlags.Const) return 'const';
    if (flags === NodeFlags.Let) return 'let';
    return flags === 0 ? 'var' : 'using';
  }

  private collect(node: ts.Node, outer: FlowFunction, name: string | undefined): void {
    const K = this.kinds;
    this.forEachChild(node, (child) => {
      if (child.kind === K.AwaitExpression) this.awaits.set(this.unwrap((child as ts.AwaitExpression).expression), child);
      const inner = this.isFunction(child) ? this.add(child as ts.FunctionLikeDeclaration, outer, name) : outer;
      this.collect(child, inner, nameGivenBy(K, child));
    });
  }

  private add(node: ts.FunctionLikeDeclaration, outer: FlowFunction, given: string | undefined): FlowFunction {
    const K = this.kinds;
    const own = node.name ? literalKey(K, node.name) : node.kind === K.Constructor ? 'constructor' : undefined;
    const name = own ?? given;
    const { body } = node;
    const isExpression = body !== undefined && body.kind !== K.Block;
    const head: Omit<FlowFunction, 'body'> = {
      form: node.kind === K.ArrowFunction || node.kind === K.FunctionExpression ? 'inline' : 'definition',
      ...(name !== undefined && { name }),
      span: this.span(node),
      parameters: node.parameters.filter((parameter) => !isThisType(K, parameter)).map((parameter) => this.parameter(parameter)),
      isAsync: hasModifier(node, K.AsyncKeyword),
      isGenerator: (node as ts.FunctionDeclaration).asteriskToken !== undefined,
      outer,
      isExpression,
    };
    const result = lazily(head, () => {
      if (!body) return { span: { start: node.end, end: node.end }, statements: [] };
      if (!isExpression) return lowerBlock(this, body);
      const span = this.span(body);
      return { span, statements: [{ kind: 'return', span, value: lowerExpression(this, body) }] };
    });
    this.functions.set(node, result);
    return result;
  }

  private parameter(node: ts.ParameterDeclaration): FlowParameter {
    const { initializer } = node;
    return {
      names: namesOfPattern(this, node.name),
      span: this.span(node),
      ...(initializer && { default: lowerExpression(this, initializer) }),
      ...(node.dotDotDotToken && { spread: 'iterable' as const }),
      ...(node.name.kind !== this.kinds.Identifier && { isPattern: true as const }),
    };
  }
}

/** The name that a declaration or property gives to the function it holds. */
function nameGivenBy(K: SyntaxKinds, node: ts.Node): string | undefined {
  if (node.kind !== K.VariableDeclaration && node.kind !== K.PropertyAssignment && node.kind !== K.PropertyDeclaration) return undefined;
  return literalKey(K, (node as ts.PropertyAssignment).name);
}

function isThisType(K: SyntaxKinds, { name }: ts.ParameterDeclaration): boolean {
  return name.kind === K.Identifier && nameText(name as ts.Identifier) === 'this';
}

/** A function whose body is lowered when first read; one that can't be is a body nothing may be concluded from. */
function lazily(head: Omit<FlowFunction, 'body'>, lower: () => FlowBlock): FlowFunction {
  let body: FlowBlock | undefined;
  return {
    ...head,
    get body() {
      try {
        return (body ??= lower());
      } catch {
        const { span } = head;
        return (body = { span, statements: [{ kind: 'other', span, value: { span, shape: 'other', accesses: [], calls: [], loops: [], functions: [] }, isBroken: true }] });
      }
    },
  };
}
