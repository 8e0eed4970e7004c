import type ts from 'typescript';
import type { Language } from '../facts';

/** What a file name says about the dialect of its text. */
export interface Dialect {
  readonly extension: string;
  readonly language: Extract<Language, 'javascript' | 'typescript'>;
  readonly scriptKind: ts.ScriptKind;
  /** CommonJS by name (.cjs, .cts): there `await` may be an identifier, and new imports are `require` calls. */
  readonly isCommonJs: boolean;
}

/** The dialect of a file by its extension; a name without a known one is read as TypeScript, the more lenient of the two. */
export function dialectOf(tsModule: typeof ts, fileName: string): Dialect {
  const extension = (/\.[a-z]+$/i.exec(fileName)?.[0] ?? '').toLowerCase();
  const { ScriptKind } = tsModule;
  switch (extension) {
    case '.js':
    case '.mjs':
    case '.cjs':
      return { extension, language: 'javascript', scriptKind: ScriptKind.JS, isCommonJs: extension === '.cjs' };
    case '.jsx':
      return { extension, language: 'javascript', scriptKind: ScriptKind.JSX, isCommonJs: false };
    case '.tsx':
      return { extension, language: 'typescript', scriptKind: ScriptKind.TSX, isCommonJs: false };
    default:
      return { extension, language: 'typescript', scriptKind: ScriptKind.TS, isCommonJs: extension === '.cts' };
  }
}
