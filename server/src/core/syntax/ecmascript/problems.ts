/** What is wrong with the syntax of a file: what the parser reports, and `await` where nothing can wait. */
import type ts from 'typescript';
import type { Span } from '../../text/span';

export function problemsOf(tsModule: typeof ts, sourceFile: ts.SourceFile): readonly Span[] {
  const reported = (sourceFile as ts.SourceFile & { readonly parseDiagnostics?: readonly { start: number; length: number }[] })
    .parseDiagnostics;
  const problems = (reported ?? []).map(({ start, length }): Span => ({ start, end: start + length }));
  const { SyntaxKind, ModifierFlags } = tsModule;
  const visit = (node: ts.Node, mayWait: boolean): void => {
    let inner = mayWait;
    if (tsModule.isFunctionLike(node)) inner = (tsModule.getCombinedModifierFlags(node) & ModifierFlags.Async) !== 0;
    else if (node.kind === SyntaxKind.ClassStaticBlockDeclaration || tsModule.isPropertyDeclaration(node)) inner = false;
    if (!mayWait && (tsModule.isAwaitExpression(node) || (tsModule.isForOfStatement(node) && node.awaitModifier)))
      problems.push({ start: node.pos, end: node.end });
    tsModule.forEachChild(node, (child) => visit(child, inner));
  };
  tsModule.forEachChild(sourceFile, (child) => visit(child, true));
  return problems;
}
