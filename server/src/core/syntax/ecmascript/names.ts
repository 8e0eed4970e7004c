import type ts from 'typescript';
import type { SyntaxKinds } from './grammar';

/** The text of an identifier. The parser writes `__x` as `___x`, so that no name meets those of `Object.prototype`. */
export function nameText(node: ts.Identifier | ts.PrivateIdentifier): string {
  const escaped = node.escapedText as string;
  return escaped.startsWith('___') ? escaped.slice(1) : escaped;
}

/** The key a property name stands for, `#private` names with their `#`; undefined for a computed one. */
export function literalKey(kinds: SyntaxKinds, name: ts.PropertyName | ts.BindingName): string | undefined {
  switch (name.kind) {
    case kinds.Identifier:
    case kinds.PrivateIdentifier:
      return nameText(name);
    case kinds.StringLiteral:
    case kinds.NoSubstitutionTemplateLiteral:
    case kinds.NumericLiteral:
      return (name as ts.StringLiteral).text;
    case kinds.ComputedPropertyName: {
      const { expression } = name;
      return isStringLike(kinds, expression) || expression.kind === kinds.NumericLiteral
        ? (expression as ts.StringLiteral).text
        : undefined;
    }
    default:
      return undefined;
  }
}

/** A string literal or a template without substitutions. */
export function isStringLike(kinds: SyntaxKinds, node: ts.Node): node is ts.StringLiteralLike {
  return node.kind === kinds.StringLiteral || node.kind === kinds.NoSubstitutionTemplateLiteral;
}

/** The name an imported or exported specifier carries; newer syntax admits strings: `export { a as "b-c" }`. */
export function moduleExportName(node: ts.ModuleExportName): string {
  return 'escapedText' in node ? nameText(node) : node.text;
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  const { modifiers } = node as ts.Node & { readonly modifiers?: ts.NodeArray<ts.ModifierLike> };
  if (!modifiers) return false;
  for (const modifier of modifiers) if (modifier.kind === kind) return true;
  return false;
}
