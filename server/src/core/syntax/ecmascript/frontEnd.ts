import type ts from 'typescript';
import { emptyFlow } from '../flow/emptyFlow';
import type { FileFlow } from '../flow/flow';
import type { FileFacts } from '../facts';
import { difference } from '../../text/change';
import type { FrontEnd, FrontEndSession } from '../frontEnd';
import { emptyFacts, hasSyntaxErrors, lowerSourceFile } from './analyze';
import { dialectOf, type Dialect } from './dialect';
import { flowOf } from './flow/fileFlow';
import { Grammar } from './grammar';
import { reasonOf } from '../unread';
import type { Span } from '../../text/span';
import { problemsOf } from './problems';
import { flattenNesting } from './nesting';

export interface EcmaScriptOptions {
  /** Told what went wrong when a file could not be read as it is; its facts are then incomplete. */
  readonly onFailure?: (error: unknown, fileName: string) => void;
}

/**
 * The front end for JavaScript and TypeScript: TypeScript's own parser, without program or type checker. The module is
 * handed in, since loading it takes a quarter of a second that a session without such files need not spend.
 */
export function createEcmaScriptFrontEnd(tsModule: typeof ts, options: EcmaScriptOptions = {}): FrontEnd {
  const engine = new Engine(tsModule, options);
  return {
    analyze: (fileName, text) => engine.analyze(fileName, text),
    flow: (fileName, text) => engine.flow(fileName, text),
    problems: (fileName, text) => engine.problems(fileName, text),
    open: (fileName) => new Session(engine, fileName),
  };
}

class Engine {
  private readonly grammar: Grammar;

  constructor(
    readonly tsModule: typeof ts,
    private readonly options: EcmaScriptOptions,
  ) {
    this.grammar = new Grammar(tsModule);
  }

  analyze(fileName: string, text: string): FileFacts {
    const dialect = dialectOf(this.tsModule, fileName);
    try {
      return this.lower(this.parse(fileName, text, dialect), text, dialect);
    } catch (error) {
      return this.recover(error, fileName, text, dialect);
    }
  }

  parse(fileName: string, text: string, dialect: Dialect): ts.SourceFile {
    const { ScriptTarget, JSDocParsingMode } = this.tsModule;
    const parseOptions: ts.CreateSourceFileOptions = {
      languageVersion: ScriptTarget.Latest,
      jsDocParsingMode: JSDocParsingMode.ParseNone,
    };
    // A script or notebook without imports is read as a module too: `await (f())` at its top level is no call of `await`.
    if (!dialect.isCommonJs) {
      parseOptions.setExternalModuleIndicator = (file) => {
        (file as ts.SourceFile & { externalModuleIndicator?: unknown }).externalModuleIndicator = true;
      };
    }
    return this.tsModule.createSourceFile(fileName, text, parseOptions, false, dialect.scriptKind);
  }

  flow(fileName: string, text: string): FileFlow {
    const dialect = dialectOf(this.tsModule, fileName);
    try {
      return flowOf(this.tsModule, this.parse(fileName, text, dialect), text, dialect);
    } catch {
      return emptyFlow(dialect.language, text);
    }
  }

  problems(fileName: string, text: string): readonly Span[] {
    try {
      return problemsOf(this.tsModule, this.parse(fileName, text, dialectOf(this.tsModule, fileName)));
    } catch {
      return [{ start: 0, end: text.length }];
    }
  }

  lower(sourceFile: ts.SourceFile, text: string, dialect: Dialect): FileFacts {
    return lowerSourceFile(this.tsModule, this.grammar, sourceFile, text, dialect);
  }

  /** The parser gave up, in practice for want of stack: try without the deepest parts. */
  recover(error: unknown, fileName: string, text: string, dialect: Dialect): FileFacts {
    this.options.onFailure?.(error, fileName);
    try {
      const flat = flattenNesting(text);
      return { ...this.lower(this.parse(fileName, flat, dialect), flat, dialect), hasErrors: true, unread: reasonOf(error) };
    } catch {
      return emptyFacts(text, dialect, error);
    }
  }
}

class Session implements FrontEndSession {
  private readonly dialect: Dialect;
  private tree: ts.SourceFile | undefined;
  private last: { readonly text: string; readonly facts: FileFacts } | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly fileName: string,
  ) {
    this.dialect = dialectOf(engine.tsModule, fileName);
  }

  update(text: string): FileFacts {
    if (this.last?.text === text) return this.last.facts;
    const facts = this.analyze(text);
    this.last = { text, facts };
    return facts;
  }

  flow(): FileFlow {
    const text = this.last?.text ?? '';
    return this.tree ? flowOf(this.engine.tsModule, this.tree, text, this.dialect) : this.engine.flow(this.fileName, text);
  }

  dispose(): void {
    this.tree = undefined;
    this.last = undefined;
  }

  private anew(text: string): FileFacts {
    const { engine, dialect, fileName } = this;
    const fresh = engine.parse(fileName, text, dialect);
    const facts = engine.lower(fresh, text, dialect);
    this.tree = fresh;
    return facts;
  }

  private analyze(text: string): FileFacts {
    const { engine, dialect, fileName } = this;
    const { tree, last } = this;
    // An update takes the old tree apart, so a failed one must not leave it here.
    this.tree = undefined;
    try {
      const updated =
        tree && last ? engine.tsModule.updateSourceFile(tree, text, changeRange(last.text, text)) : engine.parse(fileName, text, dialect);
      // The parser's recovery hangs on what of the old tree it could use: a text with errors is read as if for the first time.
      if (tree && hasSyntaxErrors(updated)) return this.anew(text);
      const facts = engine.lower(updated, text, dialect);
      this.tree = updated;
      return facts;
    } catch {
      return engine.analyze(fileName, text);
    }
  }
}

function changeRange(before: string, after: string): ts.TextChangeRange {
  const { start, oldEnd, newEnd } = difference(before, after);
  return { span: { start, length: oldEnd - start }, newLength: newEnd - start };
}
