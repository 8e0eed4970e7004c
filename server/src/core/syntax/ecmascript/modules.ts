import type ts from 'typescript';
import type { Expression, ImportExpression } from '../expression';
import type { Binding } from '../facts';
import type { Mutable } from './factsBuilder';
import type { Grammar } from './grammar';
import type { Lowerer } from './lowerer';
import { hasModifier, isStringLike, moduleExportName, nameText } from './names';

/** Import and export statements. */
export function registerModules(grammar: Grammar): void {
  const K = grammar.kinds;
  grammar.onStatement(K.ImportDeclaration, lowerImport);
  grammar.onStatement(K.ImportEqualsDeclaration, lowerImportEquals);
  grammar.onStatement(K.ExportDeclaration, lowerExport);
  grammar.onStatement(K.ExportAssignment, (l, node: ts.ExportAssignment) => {
    const value = l.lower(node.expression);
    if (isModuleLevel(l)) l.facts.exports.push({ name: node.isExportEquals ? '=' : 'default', value });
  });
}

/** Records a declaration that carries `export`; its value is its name, looked up in the module. */
export function exportDeclared(lowerer: Lowerer, node: ts.Node, { name, span }: Binding): void {
  const K = lowerer.grammar.kinds;
  if (!isModuleLevel(lowerer) || !hasModifier(node, K.ExportKeyword)) return;
  const { exports } = lowerer.facts;
  const exported = isDefaultExport(lowerer, node) ? 'default' : name;
  const last = exports.at(-1);
  // Overloads carry `export` each.
  if (last?.name === exported && last.value.kind === 'name' && last.value.name === name) return;
  exports.push({ name: exported, value: { kind: 'name', name, span } });
}

export function isDefaultExport(lowerer: Lowerer, node: ts.Node): boolean {
  return isModuleLevel(lowerer) && hasModifier(node, lowerer.grammar.kinds.DefaultKeyword);
}

/** `export const a = 1, { b } = c`: every name of the statement. */
export function exportVariables(lowerer: Lowerer, node: ts.VariableStatement): void {
  if (!isModuleLevel(lowerer) || !hasModifier(node, lowerer.grammar.kinds.ExportKeyword)) return;
  const { statement, facts } = lowerer;
  const { bindings, exports } = facts;
  const names: Binding[] = [];
  // The names just declared are the last ones; those of functions within have scopes and statements of their own.
  for (let i = bindings.length - 1; i >= 0 && bindings[i]!.span.start >= statement.start; i--) {
    const binding = bindings[i]!;
    if (binding.scope === 0 && binding.statement === statement && !facts.isAssignment(binding)) names.push(binding);
  }
  for (const { name, span } of names.reverse()) exports.push({ name, value: { kind: 'name', name, span } });
}

/** Namespaces export too, but not from the module. */
function isModuleLevel(lowerer: Lowerer): boolean {
  return lowerer.scope === 0;
}

function lowerImport(lowerer: Lowerer, node: ts.ImportDeclaration): void {
  const K = lowerer.grammar.kinds;
  const { importClause: clause, moduleSpecifier } = node;
  if (!clause || !isStringLike(K, moduleSpecifier)) return;
  const module = moduleSpecifier.text;
  const typeOnly = clause.phaseModifier === K.TypeKeyword;
  if (clause.name) bindImport(lowerer, clause.name, importOf(lowerer, module, 'default', clause.name, typeOnly));
  const named = clause.namedBindings;
  if (!named) return;
  if (named.kind === K.NamespaceImport) {
    const { name } = named;
    bindImport(lowerer, name, importOf(lowerer, module, '*', named, typeOnly));
    return;
  }
  for (const element of named.elements) {
    const imported = moduleExportName(element.propertyName ?? element.name);
    bindImport(lowerer, element.name, importOf(lowerer, module, imported, element, typeOnly || element.isTypeOnly));
  }
}

/** `import x = require('y')` and `import x = A.b`. */
function lowerImportEquals(lowerer: Lowerer, node: ts.ImportEqualsDeclaration): void {
  const K = lowerer.grammar.kinds;
  const { name, moduleReference: reference, isTypeOnly } = node;
  let value: Expression;
  if (reference.kind !== K.ExternalModuleReference) {
    value = lowerer.lowerType(reference as unknown as ts.TypeNode);
  } else {
    const { expression } = reference;
    if (!isStringLike(K, expression)) return lowerer.visit(expression);
    value = importOf(lowerer, expression.text, '*', reference, isTypeOnly);
  }
  bindImport(lowerer, name, value);
  if (isModuleLevel(lowerer) && hasModifier(node, K.ExportKeyword)) {
    const exported = nameText(name);
    lowerer.facts.exports.push({ name: exported, value: { kind: 'name', name: exported, span: lowerer.span(name) } });
  }
}

function lowerExport(lowerer: Lowerer, node: ts.ExportDeclaration): void {
  const K = lowerer.grammar.kinds;
  if (!isModuleLevel(lowerer)) return;
  const { exportClause: clause, moduleSpecifier, isTypeOnly } = node;
  const module = moduleSpecifier && isStringLike(K, moduleSpecifier) ? moduleSpecifier.text : undefined;
  const { exports, starImports } = lowerer.facts;
  if (!clause) {
    if (module !== undefined) starImports.push({ module, kind: 're-export' });
    return;
  }
  if (clause.kind === K.NamespaceExport) {
    const { name } = clause;
    if (module !== undefined) exports.push({ name: moduleExportName(name), value: importOf(lowerer, module, '*', clause, isTypeOnly) });
    return;
  }
  for (const element of clause.elements) {
    const local = element.propertyName ?? element.name;
    const name = moduleExportName(local);
    const value: Expression =
      module === undefined
        ? { kind: 'name', name, span: lowerer.span(local) }
        : importOf(lowerer, module, name, element, isTypeOnly || element.isTypeOnly);
    exports.push({ name: moduleExportName(element.name), value });
  }
}

function bindImport(lowerer: Lowerer, name: ts.Identifier, value: Expression): void {
  const { scope, statement } = lowerer;
  lowerer.facts.declare({ name: nameText(name), scope, kind: 'import', value, span: lowerer.span(name), statement });
}

function importOf(lowerer: Lowerer, module: string, imported: string, node: ts.Node, typeOnly: boolean): ImportExpression {
  const result: Mutable<ImportExpression> = { kind: 'import', module, imported, span: lowerer.span(node) };
  if (typeOnly) result.typeOnly = true;
  return result;
}
