import { emptyFlow } from '../../../loops/emptyFlow';
import type { FileFlow, FlowFunction } from '../../../loops/flow';
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
    const node = this.around((each) => {
      const body = this.tree.child(each, 'body');
      return body !== 0 && this.tree.start(body) <= offset && offset <= this.tree.end(body);
    });
    return node === 0 ? this.module : this.function(node);
  }

  functionOf({ start, end }: Span): FlowFunction | undefined {
    const node = this.nodes.find((each) => this.tree.start(each) === start && this.tree.end(each) === end);
    return node === undefined ? undefined : this.function(node);
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

  /** The last, and so innermost, function that fits; 0 for none. */
  private around(fits: (node: number) => boolean): number {
    for (let i = this.nodes.length - 1; i >= 0; i--) if (fits(this.nodes[i]!)) return this.nodes[i]!;
    return 0;
  }
}
