import type ts from 'typescript';
import { FACTS_VERSION, type FileFacts } from '../facts';
import { collectComments } from './comments';
import { reasonOf } from '../unread';
import type { Dialect } from './dialect';
import type { Grammar } from './grammar';
import { findImportInsertion } from './importInsertion';
import { Lowerer } from './lowerer';

/** Lowers a parsed file. */
export function lowerSourceFile(
  tsModule: typeof ts,
  grammar: Grammar,
  sourceFile: ts.SourceFile,
  text: string,
  dialect: Dialect,
): FileFacts {
  const lowerer = new Lowerer(grammar, sourceFile, text);
  lowerer.visitAll(sourceFile.statements);
  lowerer.finishDeferred();
  const { facts, source, usesRequire } = lowerer;
  facts.finish();
  const comments = collectComments(tsModule, sourceFile, source);
  const { scopes, functions, classes, bindings, stores, calls, exports, starImports, tries, mainGuards, directives } = facts;
  return {
    version: FACTS_VERSION,
    language: dialect.language,
    scopes,
    functions,
    classes,
    bindings,
    stores,
    calls,
    exports,
    starImports,
    tries,
    mainGuards,
    directives,
    comments,
    importInsertion: findImportInsertion(tsModule, sourceFile, comments, usesRequire, dialect),
    hasErrors: hasSyntaxErrors(sourceFile),
  };
}

/** Facts of a text that can't be read at all. */
export function emptyFacts(text: string, dialect: Dialect, error: unknown): FileFacts {
  return {
    version: FACTS_VERSION,
    language: dialect.language,
    scopes: [{ parent: -1, kind: 'module', span: { start: 0, end: text.length } }],
    functions: [],
    classes: [],
    bindings: [],
    stores: [],
    calls: [],
    exports: [],
    starImports: [],
    tries: [],
    mainGuards: [],
    directives: [],
    comments: [],
    importInsertion: { offset: 0, needsBlankLine: true, style: 'import' },
    hasErrors: true,
    unread: reasonOf(error),
  };
}

export function hasSyntaxErrors(sourceFile: ts.SourceFile): boolean {
  return parseDiagnosticsOf(sourceFile).length > 0;
}

function parseDiagnosticsOf(sourceFile: ts.SourceFile): readonly unknown[] {
  // Left out of the published types, but stable since TypeScript 1: syntax errors need no program.
  return (sourceFile as ts.SourceFile & { readonly parseDiagnostics?: readonly unknown[] }).parseDiagnostics ?? [];
}
