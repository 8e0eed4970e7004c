import type { ImportExpression } from '../expression';
import type { HandlerSet } from './handlers';
import type { Lowering } from './lowering';
import { statement } from './statements';

/** Import statements. */
export const imports: HandlerSet = {
  statements: {
    import_statement: statement((l, node) => {
      for (const child of l.tree.children(node)) {
        if (l.tree.type(child) === 'aliased_import') {
          const name = l.tree.child(child, 'name');
          bindImport(l, l.tree.child(child, 'alias'), dotted(l, name), '*', child);
        } else if (l.tree.type(child) === 'dotted_name') {
          const first = l.tree.firstChild(child);
          bindImport(l, first, l.tree.slice(first), '*', child);
        } else l.visit(child);
      }
    }),
    future_import_statement: statement((l, node) => bindNames(l, node, '__future__', 0)),
    import_from_statement: statement((l, node) => {
      const module = l.tree.child(node, 'module_name');
      bindNames(l, node, module === 0 ? '' : dotted(l, module), module);
    }),
  },
};

function bindNames(l: Lowering, node: number, module: string, moduleNode: number): void {
  for (const child of l.tree.children(node)) {
    if (child === moduleNode) continue;
    switch (l.tree.type(child)) {
      case 'wildcard_import':
        l.starImports.push({ module, kind: 'import' });
        break;
      case 'aliased_import':
        bindImport(l, l.tree.child(child, 'alias'), module, dotted(l, l.tree.child(child, 'name')), child);
        break;
      case 'dotted_name':
        bindImport(l, l.tree.firstChild(child), module, dotted(l, child), child);
        break;
      default:
        l.visit(child);
    }
  }
}

function bindImport(l: Lowering, name: number, module: string, imported: string, node: number): void {
  if (name === 0) return;
  const value: ImportExpression = {
    kind: 'import',
    module,
    imported,
    ...(l.context.typeOnly && { typeOnly: true }),
    span: l.span(node),
  };
  l.bind('import', l.tree.slice(name), l.span(name), { value });
}

/** A dotted or relative name without the blanks and comments that may stand in it. */
function dotted(l: Lowering, node: number): string {
  const name = l.tree.slice(node);
  return /[\s\\#]/.test(name) ? name.replace(/#.*|[\s\\]+/g, '') : name;
}
