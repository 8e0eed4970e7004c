import type ts from 'typescript';
import type { FlowLowerer } from './lowerer';
import { nameText } from '../names';

/** The names that a declared name or pattern binds, in order. */
export function namesOfPattern(lowerer: FlowLowerer, node: ts.BindingName): readonly string[] {
  if (node.kind === lowerer.kinds.Identifier) return [nameText(node)];
  return node.elements.flatMap((element) => (element.kind === lowerer.kinds.BindingElement ? namesOfPattern(lowerer, element.name) : []));
}

/** Adds the names that a block, loop, catch clause or function body declares for itself; with `hoisted` also the `var`s of inner blocks. */
export function declaredIn(lowerer: FlowLowerer, node: ts.Node, names: Set<string>, hoisted: boolean): void {
  const K = lowerer.kinds;
  const addList = (list: ts.VariableDeclarationList): void => {
    for (const { name } of list.declarations) namesOfPattern(lowerer, name).forEach((found) => names.add(found));
  };
  const visit = (child: ts.Node, isDirect: boolean): undefined => {
    switch (child.kind) {
      case K.FunctionDeclaration:
      case K.ClassDeclaration:
      case K.EnumDeclaration:
        if (isDirect && (child as ts.FunctionDeclaration).name) names.add(nameText((child as ts.FunctionDeclaration).name!));
        return;
      case K.VariableStatement:
        return visit((child as ts.VariableStatement).declarationList, isDirect);
      case K.VariableDeclarationList: {
        const isVar = (child.flags & lowerer.blockScopedFlags) === 0;
        if (isVar ? hoisted : isDirect) addList(child as ts.VariableDeclarationList);
        return;
      }
      case K.VariableDeclaration: // of a catch clause
        if (isDirect) namesOfPattern(lowerer, (child as ts.VariableDeclaration).name).forEach((found) => names.add(found));
        return;
    }
    if (lowerer.isFunction(child) || lowerer.isType(child)) return;
    const isClause = child.kind === K.CaseClause || child.kind === K.DefaultClause || child.kind === K.LabeledStatement;
    if (hoisted || isClause) lowerer.forEachChild(child, (inner) => visit(inner, isDirect && isClause));
  };
  lowerer.forEachChild(node, (child) => visit(child, true));
}
