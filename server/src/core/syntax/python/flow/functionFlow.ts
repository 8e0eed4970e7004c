import type { FlowBlock, FlowFunction, FlowParameter } from '../../flow/flow';
import type { Span } from '../../../text/span';
import { lowerExpression } from './expressions';
import type { PythonFlow } from './fileFlow';
import { lowerBlock } from './statements';

/** A function of a tree, lowered as far as it is looked at. */
export class FunctionFlow implements FlowFunction {
  readonly form: FlowFunction['form'];
  readonly name?: string;
  readonly span: Span;
  readonly isAsync: boolean;
  readonly isExpression: boolean;
  private readonly lazy: { body?: FlowBlock; parameters?: readonly FlowParameter[]; isGenerator?: boolean } = {};

  constructor(
    private readonly file: PythonFlow,
    private readonly node: number,
  ) {
    const { tree } = file;
    this.isExpression = node !== 0 && tree.type(node) === 'lambda';
    this.form = node === 0 ? 'module' : this.isExpression ? 'inline' : 'definition';
    const name = node === 0 ? 0 : tree.child(node, 'name');
    if (name !== 0) this.name = tree.slice(name);
    this.span = node === 0 ? { start: 0, end: tree.text.length } : { start: tree.start(node), end: tree.end(node) };
    this.isAsync = this.form === 'definition' && /^async\s/.test(tree.slice(node).slice(0, 6));
  }

  get outer(): FlowFunction | undefined {
    return this.node === 0 ? undefined : this.file.outer(this.node);
  }

  get parameters(): readonly FlowParameter[] {
    return (this.lazy.parameters ??= this.safely(() => this.lowerParameters(), []));
  }

  get isGenerator(): boolean {
    return (this.lazy.isGenerator ??= this.node !== 0 && this.findsYield());
  }

  get body(): FlowBlock {
    return (this.lazy.body ??= this.safely(() => this.lowerBody(), { span: this.span, statements: [broken(this.span)] }));
  }

  private lowerBody(): FlowBlock {
    const { tree } = this.file;
    if (this.node === 0) return lowerBlock(this.file, 0);
    const body = tree.child(this.node, 'body');
    if (body === 0) return { span: { start: this.span.end, end: this.span.end }, statements: [] };
    if (!this.isExpression) return lowerBlock(this.file, body);
    const value = lowerExpression(this.file, body);
    return { span: value.span, statements: [{ kind: 'return', span: value.span, value }] };
  }

  private lowerParameters(): FlowParameter[] {
    const { tree } = this.file;
    const list = this.node === 0 ? 0 : tree.child(this.node, 'parameters');
    if (list === 0) return [];
    const found: FlowParameter[] = [];
    let keywordOnly = false;
    for (const child of tree.children(list)) {
      const type = tree.type(child);
      if (type === 'keyword_separator') keywordOnly = true;
      if (type === 'keyword_separator' || type === 'positional_separator') continue;
      const written = tree.slice(child);
      const names = [/^\**\s*([\p{L}_][\p{L}\p{N}_]*)/u.exec(written)?.[1]].filter((name) => name !== undefined);
      const isStar = written.startsWith('*');
      const value = type === 'default_parameter' || type === 'typed_default_parameter' ? tree.child(child, 'value') : 0;
      found.push({
        names,
        span: { start: tree.start(child), end: tree.end(child) },
        ...(isStar && { spread: written.startsWith('**') ? 'dictionary' : 'iterable' }),
        ...(value !== 0 && { default: lowerExpression(this.file, value) }),
        ...(keywordOnly && !isStar && { keywordOnly: true }),
      });
      if (isStar && !written.startsWith('**')) keywordOnly = true;
    }
    return found;
  }

  private findsYield(): boolean {
    const { tree } = this.file;
    const end = tree.rows.nexts[this.node]!;
    for (let each = this.node + 1; each < end; each++) {
      const type = tree.type(each);
      if (type === 'yield') return true;
      if (type === 'function_definition' || type === 'lambda' || type === 'class_definition') each = tree.rows.nexts[each]! - 1;
    }
    return false;
  }

  /** Code nested too deep for the stack is code nobody reads. */
  private safely<T>(make: () => T, otherwise: T): T {
    try {
      return make();
    } catch {
      return otherwise;
    }
  }
}

/** Something that can't be read: nothing follows from it. */
export function broken(span: Span): { kind: 'other'; span: Span; value: ReturnType<typeof lowerExpression>; isBroken: true } {
  return { kind: 'other', span, value: { span, shape: 'other', accesses: [], calls: [], loops: [], functions: [] }, isBroken: true };
}
