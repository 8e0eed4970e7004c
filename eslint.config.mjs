// typescript-eslint's strictest set, with types. What is off, and where limits do not hold, is said with its reason.
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', '.cache/', 'examples/', 'test/', 'scripts/', '**/*.mjs'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['server/src/**/*.ts', 'client/src/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],

      // An index that was just checked, a group that the pattern always has.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `return report(...)` in a function that gives nothing is shorter than a block, and as clear.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // `async` without `await` turns what is thrown into a rejection.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An immutable value folds others into itself.
      '@typescript-eslint/no-this-alias': ['error', { allowedNames: ['merged'] }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
    },
  },
  {
    // Rows of data.
    files: ['server/src/core/workload/evidence/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // A grammar's tables hold kinds as bytes, and flags are numbers once they are combined.
    files: ['server/src/core/syntax/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-enum-comparison': 'off' },
  },
  {
    // A handler is registered for the type of node that its kind stands for: the type is said once, where it is registered.
    files: ['server/src/core/syntax/ecmascript/grammar.ts'],
    rules: { '@typescript-eslint/no-unnecessary-type-parameters': 'off' },
  },
  {
    // The shape of a loop or function is told apart in one go: branches that hand over half-made parts would be longer.
    files: ['server/src/core/fixes/batch/ecmascript/calledFunction.ts', 'server/src/core/fixes/batch/python/{forLoop,function,index}.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    // One class runs a loop in the abstract; branches are handed over as methods that use no `this`, and a call may end it.
    files: ['server/src/core/loops/iteration.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
);
