import type ts from 'typescript';
import type { FlowArgument, FlowAssign, FlowBlock, FlowFunction, FlowParameter } from '../../flow/flow';
import type { Span } from '../../../text/span';
import type { Dialect } from '../dialect';
import { lowerArgument, lowerExpression } from './expressions';
import { namesOfPattern } from './scopes';
import { lowerBlock, lowerStatements } from './statements';
import type { SyntaxKinds } from '../grammar';
import { hasModifier, literalKey, nameText } from '../names';
import { SourceText } from '../sourceText';

interface Diagnostic {
  readonly start?: number;
}

export interface FunctionBody {
  readonly fn: FlowFunction;
  readonly body: Span;
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
  /** Functions are collected statement by statement of the file, when somebody asks about one of them: most are never asked about. */
  private readonly collected = new Map<ts.Statement, FunctionBody[]>();
  private readonly functions = new Map<ts.Node, FlowFunction>();
  private readonly awaits = new Map<ts.Node, ts.Node>();
  private readonly errors: readonly number[];

  constructor(
    private readonly tsModule: typeof ts,
    private readonly sourceFile: ts.SourceFile,
    text: string,
    { language }: Dialect,
  ) {
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
      span,
      statements: lowerStatements(this, sourceFile.statements),
    }));
  }

  /** Functions of the statements of the file that hold the offset or touch it, in source order of their start. */
  functionsNear(offset: number): readonly FunctionBody[] {
    const { statements } = this.sourceFile;
    const found: FunctionBody[] = [];
    for (let i = this.statementAt(offset); i < statements.length && statements[i]!.pos <= offset; i++)
      found.push(...this.functionsOf(statements[i]!));
    return found;
  }

  /** See `FileFlow`. What stands round a function with a name does not repeat what that holds. */
  mayRepeat({ start, end }: Span): boolean {
    const K = this.kinds;
    let node: ts.Node = this.sourceFile;
    let repeats = false;
    for (;;) {
      const child: ts.Node | undefined = this.forEachChild(node, (each) => (each.pos <= start && end <= each.end ? each : undefined));
      if (!child) return true;
      if (child.kind === K.CallExpression && child.end === end && this.span(child).start === start) return repeats;
      const { body } = child as ts.FunctionLikeDeclaration;
      // Defaults of parameters belong to the function around.
      if ((child.kind === K.FunctionDeclaration || child.kind === K.MethodDeclaration) && body && body.pos <= start) repeats = false;
      else if (!this.isStraight(child)) repeats = true;
      node = child;
    }
  }

  /** It runs what stands in it once at most. */
  private isStraight({ kind }: ts.Node): boolean {
    const K = this.kinds;
    return (
      kind === K.Block ||
      kind === K.ExpressionStatement ||
      kind === K.VariableStatement ||
      kind === K.VariableDeclarationList ||
      kind === K.VariableDeclaration ||
      kind === K.ReturnStatement ||
      kind === K.AwaitExpression ||
      kind === K.IfStatement ||
      kind === K.TryStatement ||
      kind === K.CatchClause ||
      kind === K.PropertyAccessExpression ||
      kind === K.ParenthesizedExpression ||
      kind === K.AsExpression ||
      kind === K.NonNullExpression
    );
  }

  span(node: ts.Node): Span {
    return this.source.span(node);
  }

  functionOfNode(node: ts.Node): FlowFunction {
    if (!this.functions.has(node)) this.functionsNear(node.pos);
    return this.functions.get(node) ?? this.module;
  }

  /** The `await` that stands directly before a call. */
  awaitOf(node: ts.Node): ts.Node | undefined {
    if (!this.awaits.has(node)) this.functionsNear(node.pos);
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
      inner.kind === K.ParenthesizedExpression ||
      inner.kind === K.NonNullExpression ||
      inner.kind === K.AsExpression ||
      inner.kind === K.SatisfiesExpression ||
      inner.kind === K.TypeAssertionExpression
    ) {
      inner = (inner as ts.ParenthesizedExpression).expression;
    }
    return inner;
  }

  isFunction(node: ts.Node): boolean {
    const K = this.kinds;
    return (
      node.kind === K.ArrowFunction ||
      node.kind === K.FunctionExpression ||
      node.kind === K.FunctionDeclaration ||
      node.kind === K.MethodDeclaration ||
      node.kind === K.Constructor ||
      node.kind === K.GetAccessor ||
      node.kind === K.SetAccessor
    );
  }

  /** Types say nothing of what happens. */
  isType(node: ts.Node): boolean {
    const K = this.kinds;
    return (
      (node.kind >= K.FirstTypeNode && node.kind <= K.LastTypeNode && node.kind !== K.ExpressionWithTypeArguments) ||
      node.kind === K.TypeParameter ||
      node.kind === K.InterfaceDeclaration ||
      node.kind === K.TypeAliasDeclaration
    );
  }

  isLoop(node: ts.Node): boolean {
    const K = this.kinds;
    return (
      node.kind === K.ForStatement ||
      node.kind === K.ForInStatement ||
      node.kind === K.ForOfStatement ||
      node.kind === K.WhileStatement ||
      node.kind === K.DoStatement
    );
  }

  isStatement(node: ts.Node): boolean {
    const K = this.kinds;
    return (
      (node.kind >= K.FirstStatement && node.kind <= K.LastStatement) ||
      (node.kind >= K.FunctionDeclaration && node.kind <= K.ExportSpecifier) ||
      node.kind === K.MissingDeclaration
    );
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

  private functionsOf(statement: ts.Statement): readonly FunctionBody[] {
    const known = this.collected.get(statement);
    if (known) return known;
    const found: FunctionBody[] = [];
    // Known before it is complete: defaults of parameters are lowered on the way, and ask about functions in them.
    this.collected.set(statement, found);
    try {
      this.collect(statement, this.module, undefined, found);
    } catch {
      // Nested too deep to walk: its functions can't be told apart.
      found.length = 0;
    }
    return found;
  }

  /** Index of the first statement of the file that ends at the offset or behind it. */
  private statementAt(offset: number): number {
    const { statements } = this.sourceFile;
    let low = 0;
    let high = statements.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (statements[middle]!.end < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private collect(node: ts.Node, outer: FlowFunction, name: string | undefined, found: FunctionBody[]): void {
    const K = this.kinds;
    if (node.kind === K.AwaitExpression) this.awaits.set(this.unwrap((node as ts.AwaitExpression).expression), node);
    const inner = this.isFunction(node) ? this.add(node as ts.FunctionLikeDeclaration, outer, name, found) : outer;
    const given = nameGivenBy(K, node);
    this.forEachChild(node, (child) => this.collect(child, inner, given, found));
  }

  private add(node: ts.FunctionLikeDeclaration, outer: FlowFunction, given: string | undefined, found: FunctionBody[]): FlowFunction {
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
    found.push({ fn: result, body: body ? this.span(body) : { start: node.end, end: node.end } });
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
  return name.kind === K.Identifier && nameText(name) === 'this';
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
        return (body = {
          span,
          statements: [
            { kind: 'other', span, value: { span, shape: 'other', accesses: [], calls: [], loops: [], functions: [] }, isBroken: true },
          ],
        });
      }
    },
  };
}
