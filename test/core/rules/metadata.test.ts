import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { analyzeFile, type AnalyzeOptions } from '../../../server/src/core/analyze';
import { FIX_PROVIDERS, fixProvider } from '../../../server/src/core/fixes';
import { FIX_KINDS } from '../../../server/src/core/findings/fix';
import { ALL_RULES, RULES, ruleById } from '../../../server/src/core/rules';
import { analyze, OPTIONS } from '../../support/analysis';
import { allFixtures, FIXTURES, hostOf } from '../../support/fixtures';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';

const RULE_FOLDER = join(import.meta.dirname, '../../../server/src/core/rules');
const camelCase = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

before(loadFrontEnds);

describe('every rule', () => {
  it('is a file of its own, named like it', () => {
    const files = readdirSync(RULE_FOLDER).filter((name) => !['index.ts', 'rule.ts'].includes(name));
    for (const { id } of ALL_RULES) assert.ok(files.includes(`${camelCase(id)}.ts`), id);
  });

  it('has an id of its own', () => {
    assert.equal(new Set(ALL_RULES.map(({ id }) => id)).size, ALL_RULES.length);
    for (const rule of ALL_RULES) assert.equal(ruleById(rule.id), rule);
    assert.equal(ruleById('no-such-rule'), undefined);
  });

  it('has fixtures', () => {
    for (const { id } of RULES) assert.ok(existsSync(join(FIXTURES, id)), id);
  });

  it('offers fixes that exist, silence last', () => {
    for (const { id, fixes, check } of RULES) {
      for (const fix of fixes) assert.equal(fixProvider(fix).id, fix, id);
      if (check) assert.equal(fixes.at(-1), 'suppress', id);
    }
  });

  it('writes its docs as sentences', () => {
    for (const { id, docs } of ALL_RULES)
      for (const text of [docs.summary, docs.what, docs.why, docs.whenNot]) assert.match(text, /^[A-Z`][^]*\.$/, id);
  });

  it('is shown at work by the fixtures, message by message', () => {
    const seen = new Set(
      allFixtures().flatMap((fixture) =>
        Object.keys(fixture.files).flatMap((file) =>
          analyze(file, hostOf(fixture)).findings.map(({ rule, messageId }) => `${rule}(${messageId})`),
        ),
      ),
    );
    assert.deepEqual(
      RULES.flatMap(({ id, messages }) => Object.keys(messages).map((message) => `${id}(${message})`)).filter(
        (message) => !seen.has(message),
      ),
      [],
    );
  });

  it('fills its messages and stays short', () => {
    for (const fixture of allFixtures()) {
      for (const file of Object.keys(fixture.files)) {
        for (const { message } of analyze(file, hostOf(fixture)).findings) {
          assert.doesNotMatch(message, /\{\w+\}|undefined|NaN/);
          assert.match(message, /^[^]+\.$/);
          assert.ok(message.length < 260, message);
        }
      }
    }
  });
});

describe('every fix', () => {
  it('has an id of its own, and says what it writes and how safe it is', () => {
    assert.equal(new Set(FIX_PROVIDERS.map(({ id }) => id)).size, FIX_PROVIDERS.length);
    for (const { id, summary, safety } of FIX_PROVIDERS) for (const text of [summary, safety.why]) assert.match(text, /^[A-Z`].*\.$/, id);
  });

  it('is offered by a rule', () => {
    const offered = new Set<string>(ALL_RULES.flatMap(({ fixes }) => fixes));
    assert.deepEqual(
      FIX_PROVIDERS.map(({ id }) => id).filter((id) => !offered.has(id)),
      [],
    );
  });

  it('stands in lists by its kind: what saves money first, silence last', () => {
    const places = FIX_PROVIDERS.map(({ kind }) => FIX_KINDS.indexOf(kind));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
  });

  it('that is proposed bears the id and the kind of its provider', () => {
    for (const fixture of allFixtures())
      for (const file of Object.keys(fixture.files))
        for (const { fixes } of analyze(file, hostOf(fixture)).findings)
          for (const { id, kind } of fixes) assert.equal(FIX_PROVIDERS.find((provider) => provider.id === id)?.kind, kind, id);
  });

  it('that changes the tier is unsafe', () => {
    for (const fixture of allFixtures()) {
      for (const file of Object.keys(fixture.files)) {
        for (const { fixes } of analyze(file, hostOf(fixture)).findings) {
          for (const { id, tier, applicability } of fixes) if (tier !== undefined) assert.equal(applicability, 'unsafe', id);
        }
      }
    }
  });
});

describe('severities', () => {
  const host = new MemoryHost({
    '/main.py': 'from openai import OpenAI\n\ndef ask():\n    OpenAI().responses.create(model="gpt-5.1", input="a")\n',
  });
  const severityWith = (settings: NonNullable<AnalyzeOptions['levels']>['settings']) =>
    analyzeFile('/main.py', host, { ...OPTIONS, levels: settings ? { settings } : {} }).findings.map(({ severity }) => severity);

  it('are those of the rule unless the options say otherwise', () => {
    assert.deepEqual(severityWith({}), ['info']);
    assert.deepEqual(severityWith({ 'missing-service-tier': 'error' }), ['error']);
  });

  it('can be off', () => {
    assert.deepEqual(severityWith({ 'missing-service-tier': 'off' }), []);
  });
});
