/** Reads objects off the text of files that hold one each: what is generated from them can't import them. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import ts from 'typescript';

/** Names of a folder's TypeScript files without their ending, sorted. */
export function namesOfFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .flatMap((file) => (file.endsWith('.ts') ? [basename(file, '.ts')] : []))
    .sort();
}

/** `missing-service-tier` of `missingServiceTier`. */
export function idOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The object literal that a file exports by a name, read off its text. */
export function exportedObject(path: string, name: string): ts.ObjectLiteralExpression | undefined {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find((each) => ts.isIdentifier(each.name) && each.name.text === name);
    let value = found?.initializer;
    while (value && (ts.isSatisfiesExpression(value) || ts.isAsExpression(value))) value = value.expression;
    if (value && ts.isObjectLiteralExpression(value)) return value;
  }
  return undefined;
}

export function property(object: ts.ObjectLiteralExpression, name: string): ts.Node | undefined {
  const found = object.properties.find((each) => each.name && ts.isIdentifier(each.name) && each.name.text === name);
  return found && ts.isPropertyAssignment(found) ? found.initializer : found;
}

export function text(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** The strings of an object literal, by key. */
export function texts(object: ts.ObjectLiteralExpression): Readonly<Record<string, string>> {
  return Object.fromEntries(
    object.properties.flatMap((each) => {
      const value = ts.isPropertyAssignment(each) && ts.isIdentifier(each.name) ? text(each.initializer) : undefined;
      return value === undefined ? [] : [[(each.name as ts.Identifier).text, value]];
    }),
  );
}

export function quoted(text: string): string {
  return text.includes("'") ? `"${text.replaceAll('"', '\\"')}"` : `'${text}'`;
}
