import type { DictionaryEntry, Expression } from '../expression';
import type { HandlerSet } from './handlers';
import type { Lowering } from './lowering';
import { lowerItem } from './stars';
import { typeCall } from './typeCalls';

/** Lists, tuples, sets, dictionaries. */
export const collections: HandlerSet = {
  expressions: {
    list,
    tuple: list,
    set: list,
    expression_list: list,
    pattern_list: list,
    tuple_pattern: list,
    list_pattern: list,
    dictionary(l, node) {
      const entries: DictionaryEntry[] = [];
      for (const child of l.tree.children(node)) {
        const entry = dictionaryEntry(l, child);
        if (entry) entries.push(entry);
      }
      return { kind: 'dictionary', entries, span: l.span(node) };
    },
    // What a star unpacks can't be counted, so it is an opaque item.
    list_splat: splat,
    dictionary_splat: splat,
    parenthesized_list_splat: splat,
  },
};

function list(l: Lowering, node: number): Expression {
  if (node === l.typeArguments) return typeCall(l, node);
  return { kind: 'list', items: l.tree.children(node).map((child) => lowerItem(l, child)), span: l.span(node) };
}

function splat(l: Lowering, node: number): Expression {
  l.visitChildren(node);
  return l.opaque(node);
}

function dictionaryEntry(l: Lowering, node: number): DictionaryEntry | undefined {
  const type = l.tree.type(node);
  const span = l.span(node);
  if (type === 'dictionary_splat') {
    const value = l.tree.firstChild(node);
    return { spread: true, value: value === 0 ? l.opaque(node) : l.expression(value), span };
  }
  const [key, value] = type === 'pair' ? [l.tree.child(node, 'key'), l.tree.child(node, 'value')] : [0, 0];
  if (key === 0 || value === 0) {
    l.visit(node);
    return undefined;
  }
  const lowered = l.expression(key);
  const name = lowered.kind === 'string' ? lowered.value : undefined;
  return { ...(name !== undefined && { key: name }), value: l.expression(value), span };
}
