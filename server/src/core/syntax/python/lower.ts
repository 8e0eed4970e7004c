import { reasonOf } from '../unread';
import { FACTS_VERSION, type Comment, type FileFacts } from '../facts';
import type { Handlers } from './handlers';
import { importInsertionOf } from './importInsertion';
import { Lowering } from './lowering';
import type { SyntaxTree } from './syntaxTree';

/** The facts of a syntax tree. */
export function lowerTree(tree: SyntaxTree, handlers: Handlers): FileFacts {
  const lowering = new Lowering(tree, handlers);
  lowering.run();
  const { scopes, functions, classes, bindings, stores, calls, starImports, tries, mainGuards } = lowering;
  return {
    version: FACTS_VERSION,
    language: 'python',
    scopes,
    functions,
    classes,
    bindings,
    stores,
    calls,
    exports: [],
    starImports,
    tries,
    mainGuards,
    directives: [],
    comments: commentsOf(tree),
    importInsertion: importInsertionOf(tree),
    hasErrors: tree.hasErrors,
  };
}

/** What is known of a text that could not be analysed at all. */
export function noFacts(text: string, error: unknown): FileFacts {
  const span = { start: 0, end: text.length };
  return {
    version: FACTS_VERSION,
    language: 'python',
    scopes: [{ parent: -1, kind: 'module', span }],
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

function commentsOf({ text, rows }: SyntaxTree): Comment[] {
  const { commentStarts, commentEnds } = rows;
  return Array.from(commentStarts, (start, i) => {
    // The grammar takes the carriage return of a CRLF for a part of the comment.
    const end = text.charCodeAt(commentEnds[i]! - 1) === 13 ? commentEnds[i]! - 1 : commentEnds[i]!;
    return { span: { start, end }, text: text.slice(start, end) };
  });
}
