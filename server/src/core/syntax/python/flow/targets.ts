import type { FlowTarget } from '../../flow/flow';
import { Parts } from '../../flow/parts';
import { accessOf, chainOf } from './chains';
import { spanOf, visit } from './expressions';
import type { PythonFlow } from './fileFlow';

/** What an assignment, a loop or `as` gives a value to. */
export function lowerTarget(file: PythonFlow, node: number): FlowTarget {
  const names: string[] = [];
  const parts = new Parts();
  collect(file, node, names, parts);
  const type = file.tree.type(file.tree.unwrap(node));
  const form = type === 'identifier' ? 'name' : type === 'attribute' ? 'member' : type === 'subscript' ? 'index' : 'pattern';
  return { span: spanOf(file, node), names, form, accesses: parts.accesses };
}

function collect(file: PythonFlow, node: number, names: string[], parts: Parts): void {
  const { tree } = file;
  const inner = tree.unwrap(node);
  const type = tree.type(inner);
  if (type === 'identifier') {
    names.push(tree.slice(inner));
    parts.accesses.push(accessOf(tree, inner, chainOf(tree, inner), 'write'));
    return;
  }
  if (type === 'attribute' || type === 'subscript') {
    const chain = chainOf(tree, inner);
    for (const index of chain.indices) visit(file, index, parts);
    if (chain.isName) parts.accesses.push(accessOf(tree, inner, chain, 'store'));
    else if (chain.root !== 0) visit(file, chain.root, parts);
    return;
  }
  for (const child of tree.children(inner)) collect(file, child, names, parts);
}
