import type { Blocks } from '../text/heads';
import type { Language } from './facts';

/**
 * What code that is about no language in particular has to know of one. A new language answers all of it, or nothing compiles;
 * what is read or written in several ways by family stands in tables of `Record<Family, ...>` beside its use.
 */
export interface LanguageTraits {
  /** Starts a comment that goes on to the end of the line. */
  readonly lineComment: '#' | '//';
  /** A comment that code may follow on its line; undefined where there is none. */
  readonly inlineComment: readonly [open: string, close: string] | undefined;
  /** What may stand at the top of a file besides comments and still not be its first statement. */
  readonly heading: RegExp;
  /** A hole of a template, with what is in it; matches without a group are no holes. */
  readonly templateHole: RegExp;
  readonly blocks: Blocks;
  /** A block may hold no statement. */
  readonly takesEmptyBlocks: boolean;
  /** Functions and imports can be used above the line that makes them. */
  readonly hoists: boolean;
  /** `all`: every name at the top of a file can be imported. `named`: those that are exported. */
  readonly exports: 'all' | 'named';
  /** Specifier of the package that a file lies in, where a folder becomes one by its index file; its modules are members of it. */
  readonly ownPackage: '.' | undefined;
  /** Names of modules within a package are joined by this. */
  readonly moduleSeparator: '.' | '/';
  /** The first parameter of a method is the object it is called on. */
  readonly namesReceiver: boolean;
  /** Annotated names in the body of a class are fields that each object gets. */
  readonly declaresFields: boolean;
  /** An argument that is not given is a value of its own, as `undefined` is; otherwise the call fails. */
  readonly omitsArguments: boolean;
  /** Tests are handed fixtures by the names of their parameters, those of a module of this name too. */
  readonly fixtureModule: string | undefined;
  /** `map` and `filter` send nothing until somebody reads what they give. */
  readonly mapsLazily: boolean;
  /** Loops may be expressions that have a scope of their own. */
  readonly hasComprehensions: boolean;
  /** `input()` asks the person at the terminal. */
  readonly hasInput: boolean;
  /** A case of a `switch` goes on into the next, and `break` ends it. */
  readonly casesFallThrough: boolean;
  /** Patterns give keys of an object to names of their own: `const { status } = batch`. */
  readonly patternsTakeKeys: boolean;
  /** Functions may be components of a page. */
  readonly hasComponents: boolean;
  /** How the main program of a file is told from what an import runs. */
  readonly mainProgram: string;
  /** Cells of notebooks may hold commands of the kernel between the code. */
  readonly hasMagics: boolean;
}

const PYTHON: LanguageTraits = {
  lineComment: '#',
  inlineComment: undefined,
  heading: /^[rRuUbB]{0,2}(?:"""[^]*?"""|'''[^]*?'''|"[^"\n]*"|'[^'\n]*')(?=[ \t]*(?:\r?\n|#|$))/,
  templateHole: /\{\{|\{([^{}]*)\}/g,
  blocks: 'indented',
  takesEmptyBlocks: false,
  hoists: false,
  exports: 'all',
  ownPackage: '.',
  moduleSeparator: '.',
  namesReceiver: true,
  declaresFields: true,
  omitsArguments: false,
  fixtureModule: 'conftest',
  mapsLazily: true,
  hasComprehensions: true,
  hasInput: true,
  casesFallThrough: false,
  patternsTakeKeys: false,
  hasComponents: false,
  mainProgram: "`if __name__ == '__main__'`",
  hasMagics: true,
};

const ECMASCRIPT: LanguageTraits = {
  lineComment: '//',
  inlineComment: ['/*', '*/'],
  heading: /^(?:"use \w+"|'use \w+');?/,
  templateHole: /\$\{([^{}]*)\}/g,
  blocks: 'braced',
  takesEmptyBlocks: true,
  hoists: true,
  exports: 'named',
  ownPackage: undefined,
  moduleSeparator: '/',
  namesReceiver: false,
  declaresFields: false,
  omitsArguments: true,
  fixtureModule: undefined,
  mapsLazily: false,
  hasComprehensions: false,
  hasInput: false,
  casesFallThrough: true,
  patternsTakeKeys: true,
  hasComponents: true,
  mainProgram: 'the main program',
  hasMagics: false,
};

const TRAITS: Readonly<Record<Language, LanguageTraits>> = { python: PYTHON, javascript: ECMASCRIPT, typescript: ECMASCRIPT };

export function traitsOf(language: Language): LanguageTraits {
  return TRAITS[language];
}
