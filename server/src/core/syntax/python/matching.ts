import type { HandlerSet } from './handlers';
import type { Lowering } from './lowering';
import { statement } from './statements';

/** `match`: what patterns capture are bindings without a value. */
export const matching: HandlerSet = {
  statements: {
    match_statement: statement((l, node) => {
      for (const child of l.tree.children(node)) l.visitIn(l.tree.isField(child, 'subject') ? l.context : l.context.maybe(), child);
    }),
    case_clause(l, node) {
      for (const child of l.tree.children(node)) {
        if (l.tree.type(child) === 'case_pattern') bindCaptures(l, child);
        else l.visit(child);
      }
    },
  },
};

function bindCaptures(l: Lowering, pattern: number): void {
  const children = l.tree.children(pattern);
  switch (l.tree.type(pattern)) {
    case 'identifier':
      capture(l, pattern);
      return;
    case 'dotted_name':
      // A dotted name is a value to compare with; a plain one captures.
      if (children.length === 1) capture(l, children[0]!);
      return;
    case 'class_pattern':
    case 'keyword_pattern':
      for (const child of children.slice(1)) bindCaptures(l, child);
      return;
    case 'string':
    case 'concatenated_string':
      l.visit(pattern);
      return;
    default:
      for (const child of children) bindCaptures(l, child);
  }
}

function capture(l: Lowering, identifier: number): void {
  const name = l.tree.slice(identifier);
  if (name !== '_') l.bind('variable', name, l.span(identifier), {});
}
