/** Names and what hangs on them: `self.out[k].append`. */
import type { FlowAccess } from '../../flow/flow';
import type { SyntaxTree } from '../syntaxTree';

export interface Chain {
  /** The node the chain starts with: a name, or anything else. */
  readonly root: number;
  readonly isName: boolean;
  /** Members in order, as far as no index stands between: the dotted path without the root. */
  readonly members: readonly string[];
  /** All indices, as nodes. */
  readonly indices: readonly number[];
  /** The last link, when it is a member. */
  readonly last: string | undefined;
}

/** Takes a chain apart. A node that is none is a chain of its own. */
export function chainOf(tree: SyntaxTree, node: number): Chain {
  const links: (string | undefined)[] = [];
  const indices: number[] = [];
  let root = tree.unwrap(node);
  for (;;) {
    const type = tree.type(root);
    if (type === 'attribute') {
      const attribute = tree.child(root, 'attribute');
      links.unshift(attribute === 0 ? '' : tree.slice(attribute));
      root = tree.unwrap(tree.child(root, 'object'));
    } else if (type === 'subscript') {
      const value = tree.child(root, 'value');
      indices.unshift(...tree.children(root).filter((child) => child !== value));
      links.unshift(undefined);
      root = tree.unwrap(value);
    } else break;
    if (root === 0) break;
  }
  const end = links.indexOf(undefined);
  const members = (end < 0 ? links : links.slice(0, end)) as string[];
  return { root, isName: root !== 0 && tree.type(root) === 'identifier', members, indices, last: links[links.length - 1] };
}

/** The access a chain with a name at its root is. */
export function accessOf(tree: SyntaxTree, node: number, chain: Chain, kind: FlowAccess['kind'], method?: string): FlowAccess {
  const name = tree.slice(chain.root);
  return {
    name,
    path: [name, ...chain.members].join('.'),
    span: { start: tree.start(chain.root), end: tree.end(node) },
    kind,
    ...(method !== undefined && { method }),
  };
}
