import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import * as oniguruma from 'vscode-oniguruma';
import * as textmate from 'vscode-textmate';

const ROOT = join(import.meta.dirname, '../../..');
const INJECTION = 'tierlint.tier-annotation.injection';

/**
 * Comments as the grammars of VS Code scope them. Python's and TypeScript's own grammars are thousands of rules that
 * this test does not need: what an injection sees are these scopes.
 */
const HOSTS: Readonly<Record<string, readonly object[]>> = {
  'source.python': [{ begin: '(#)', end: '($)', name: 'comment.line.number-sign.python' }],
  ...Object.fromEntries(
    ['source.js', 'source.js.jsx', 'source.ts', 'source.tsx'].map((scope) => [
      scope,
      [
        { begin: '//', end: '(?=$)', name: 'comment.line.double-slash' },
        { begin: '/\\*\\*(?!/)', end: '\\*/', name: 'comment.block.documentation' },
        { begin: '/\\*', end: '\\*/', name: 'comment.block' },
      ],
    ]),
  ),
};

let registry: textmate.Registry;

before(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer);
  registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scopeName) => {
      const raw =
        scopeName === INJECTION
          ? readFileSync(join(ROOT, 'syntaxes/tier-annotation.injection.json'), 'utf8')
          : JSON.stringify({ scopeName, patterns: HOSTS[scopeName] ?? [] });
      return Promise.resolve(textmate.parseRawGrammar(raw, 'grammar.json'));
    },
    getInjections: (scopeName) => (scopeName in HOSTS ? [INJECTION] : []),
  });
});

/** The highlighted words with the start of their scope: `flex constant.language`. */
async function highlighted(scope: string, ...lines: readonly string[]): Promise<readonly string[]> {
  const grammar = (await registry.loadGrammar(scope))!;
  let state = textmate.INITIAL;
  return lines.flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const own = scopes.filter((name) => name.endsWith('.tierlint')).at(-1);
      return own && !own.startsWith('punctuation')
        ? [`${line.slice(startIndex, endIndex).trim()} ${own.split('.').slice(0, 2).join('.')}`]
        : [];
    });
  });
}

const TIER = ['tier keyword.other', 'flex constant.language'];

describe('annotations are highlighted', () => {
  it('in Python', async () => {
    assert.deepEqual(await highlighted('source.python', 'x = 1  # tier: flex, volume=20k/day (nightly)'), [
      ...TIER,
      'volume variable.parameter',
      '= keyword.operator',
      '20k/day constant.numeric',
      '(nightly) string.unquoted',
    ]);
    assert.deepEqual(await highlighted('source.python', '#tier:flex'), TIER);
    assert.deepEqual(await highlighted('source.python', '# tier: volume=500/hour'), [
      'tier keyword.other',
      'volume variable.parameter',
      '= keyword.operator',
      '500/hour constant.numeric',
    ]);
    assert.deepEqual(await highlighted('source.python', 'f()  # type: ignore  # tier: ignore[flex-timeout, tier-policy] why'), [
      'tier keyword.other',
      'ignore constant.language',
      'flex-timeout variable.other',
      'tier-policy variable.other',
    ]);
    assert.deepEqual(await highlighted('source.python', 'f()  # tier: flex  # noqa (really)'), TIER);
  });

  for (const scope of ['source.js', 'source.js.jsx', 'source.ts', 'source.tsx']) {
    it(`in ${scope}`, async () => {
      assert.deepEqual(await highlighted(scope, '// tier: flex'), TIER);
      assert.deepEqual(await highlighted(scope, 'f(); /* tier: flex */ g();'), TIER);
      assert.deepEqual(await highlighted(scope, '/**', ' * Asks.', ' * tier: flex (nightly)', ' */'), [
        ...TIER,
        '(nightly) string.unquoted',
      ]);
      assert.deepEqual(await highlighted(scope, '// tier: ignore[flex-timeout] why'), [
        'tier keyword.other',
        'ignore constant.language',
        'flex-timeout variable.other',
      ]);
    });
  }

  it('and nothing else is', async () => {
    for (const line of ['# a tier: flex', '# tier: premium', '# tier: standards differ', 'tier: flex', '# pricing_tier: flex'])
      assert.deepEqual(await highlighted('source.python', line), [], line);
  });
});
