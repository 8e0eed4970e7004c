import { emptyFlow } from '../../flow/emptyFlow';
import type { FileFlow, FlowFunction } from '../../flow/flow';
import type { Span } from '../../../text/span';
import type { SyntaxTree } from '../syntaxTree';
import { FunctionFlow } from './functionFlow';

/** The flow of a Python syntax tree. Never throws. */
export function flowOf(tree: SyntaxTree): FileFlow {
  try {
    return new PythonFlow(tree);
  } catch {
    return emptyFlow('python', tree.text);
  }
}

/** Knows the functions of a tree; their bodies are lowered when asked for. */
export class PythonFlow implements FileFlow {
  readonly language = 'python';
  readonly text: string;
  readonly module: FlowFunction;
  /** Nodes of functions and lambdas, in preorder. */
  private readonly nodes: readonly number[];
  private readonly made = new Map<number, FlowFunction>();

  constructor(readonly tree: SyntaxTree) {
    this.text = tree.text;
    const found: number[] = [];
    const { rows } = tree;
    for (let node = 1; node < rows.nexts[0]!; node++) {
      const type = tree.type(node);
      if (type === 'function_definition' || type === 'lambda') found.push(node);
    }
    this.nodes = found;
    this.module = new FunctionFlow(this, 0);
  }

  functionAt(offset: number): FlowFunction {
    const node = this.nodeAt(offset);
    return node === 0 ? this.module : this.function(node);
  }

  functionOf({ start, end }: Span): FlowFunction | undefined {
    const node = this.nodes.find((each) => this.tree.start(each) === start && this.tree.end(each) === end);
    return node === undefined ? undefined : this.function(node);
  }

  mayRepeat({ start, end }: Span): boolean {
    const { tree } = this;
    const holds = (node: number): boolean => tree.start(node) <= start && end <= tree.end(node);
    const around = this.nodeAt(start);
    if (around !== 0 && tree.type(around) === 'lambda') return true;
    let node = around === 0 ? 0 : tree.child(around, 'body');
    for (;;) {
      let child = tree.firstChild(node);
      while (child !== 0 && !holds(child)) child = tree.nextChild(child, node);
      if (child === 0) return true;
      if (tree.type(child) === 'call' && tree.start(child) === start && tree.end(child) === end) return false;
      if (!STRAIGHT.has(tree.type(child))) return true;
      node = child;
    }
  }

  /** The function a node defines. */
  function(node: number): FlowFunction {
    let made = this.made.get(node);
    if (!made) this.made.set(node, (made = new FunctionFlow(this, node)));
    return made;
  }

  /** The function around a function. */
  outer(node: number): FlowFunction {
    const around = this.around((each) => each < node && node < this.tree.rows.nexts[each]!);
    return around === 0 ? this.module : this.function(around);
  }

  /** Whether the parser lost its way within the node. */
  isBroken(node: number): boolean {
    if (!this.tree.hasErrors) return false;
    const end = this.tree.rows.nexts[node]!;
    for (let each = node; each < end; each++) if (this.tree.type(each) === 'ERROR') return true;
    return false;
  }

  private nodeAt(offset: number): number {
    return this.around((each) => {
      const body = this.tree.child(each, 'body');
      return body !== 0 && this.tree.start(body) <= offset && offset <= this.tree.end(body);
    });
  }

  /** The last, and so innermost, function that fits; 0 for none. */
  private around(fits: (node: number) => boolean): number {
    for (let i = this.nodes.length - 1; i >= 0; i--) if (fits(this.nodes[i]!)) return this.nodes[i]!;
    return 0;
  }
}

/** What runs what stands in it once at most. Anything else may repeat it. */
const STRAIGHT: ReadonlySet<string> = new Set([
  ...[
    'block',
    'expression_statement',
    'assignment',
    'augmented_assignment',
    'return_statement',
    'await',
    'if_statement',
    'elif_clause',
    'else_clause',
  ],
  ...[
    'try_statement',
    'except_clause',
    'finally_clause',
    'with_statement',
    'with_clause',
    'with_item',
    'attribute',
    'subscript',
    'parenthesized_expression',
  ],
]);
