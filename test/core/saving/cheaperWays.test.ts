import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { analyze } from '../../support/analysis';
import { allFixtures, hostOf } from '../../support/fixtures';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';

before(loadFrontEnds);

const HEAD = 'from openai import OpenAI\n\nclient = OpenAI()\n\n\n';

/** Of the first call: its ways, and what `missing-service-tier` says. */
function judge(code: string, file = '/scripts/run.py'): { ways: string[]; severity?: string; message?: string; fixes: string[] } {
  const { calls, findings } = analyze(file, new MemoryHost({ [file]: code }));
  const finding = findings.find(({ rule }) => rule === 'missing-service-tier');
  return {
    ways: calls[0]!.cheaperWays().map(({ label, savingPercent, takes }) => `${label} ${savingPercent} ${takes}`),
    ...(finding && { severity: finding.severity, message: finding.message }),
    fixes: [...new Set(finding?.fixes.map(({ id }) => id))],
  };
}

const script = (call: string): string => `${HEAD}def main():\n    print(${call})\n\n\nif __name__ == "__main__":\n    main()\n`;

/** Who runs a script by hand may wait; a nightly job is waited for by nobody. */
const job = (call: string): string => `from celery import shared_task\n${HEAD}@shared_task\ndef nightly(text):\n    return ${call}\n`;

describe('what saves at a call', () => {
  it('is a warning where a fix on offer saves and nobody waits', () => {
    const { ways, severity, fixes } = judge(job('client.responses.create(model="gpt-5.4", input=text)'));
    assert.equal(ways[0], 'flex 50 fix');
    assert.equal(severity, 'warning');
    assert.ok(fixes.includes('add-flex'));
  });

  it('is no warning where only rebuilt code would save', () => {
    const request = 'client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": text}])';
    const { ways, severity, message } = judge(job(request));
    assert.deepEqual(ways, ['batch 50 restructuring']);
    assert.equal(severity, 'info');
    assert.match(message!, /\$0\.15 \/ \$0\.60 .* gpt-6-luna does, at \$0\.05 \/ \$0\.25 \(but it reasons\)/);
  });

  it('is a hint in a test that looks at its one answer', () => {
    const code = `${HEAD}def test_answers_in_json():\n    answer = client.chat.completions.create(model="gpt-4o-mini", messages=[])\n    assert answer.choices[0].message.content.startswith("{")\n`;
    const { ways, severity } = judge(code, '/tests/test_smoke.py');
    assert.deepEqual(ways, []);
    assert.equal(severity, 'hint');
  });

  it('may be the successor that the catalog names, with a fix that writes it and its tier', () => {
    const code = job('client.responses.create(model="gpt-4o", input=text)');
    const { ways, severity, message, fixes } = judge(code);
    assert.equal(ways[0], 'gpt-6-luna on flex 88 fix');
    assert.equal(severity, 'warning');
    assert.match(message!, /\$2\.50 \/ \$10\.00 .* gpt-6-luna does, at \$0\.05 \/ \$0\.25/);
    assert.ok(fixes.includes('replace-model'));
  });

  it('may be a background window, told with both prices', () => {
    const { ways, severity, message } = judge(job('client.responses.create(model="gpt-6.2-sol", input=text)'));
    assert.deepEqual(ways.slice(0, 2), ['background, 8 h 40 fix', 'background, 2 h 30 fix']);
    assert.equal(severity, 'warning');
    assert.match(message!, /\$2\.00 \/ \$10\.00 .* \$1\.40 \/ \$7\.00 \(2 h\) or \$1\.20 \/ \$6\.00 \(8 h\)/);
  });

  it('is nothing where requests need each other, a person waits, or the model is gone', () => {
    const chat = `${HEAD}messages = []\nfor turn in range(5):\n    answer = client.chat.completions.create(model="gpt-4o-mini", messages=messages)\n    messages.append(answer.choices[0].message)\n`;
    assert.deepEqual(judge(chat).ways, []);
    const route = `from fastapi import FastAPI\n${HEAD}app = FastAPI()\n\n\n@app.post("/ask")\ndef ask(text: str):\n    return client.responses.create(model="gpt-5.4", input=text)\n`;
    assert.deepEqual([judge(route).ways, judge(route).severity], [[], 'hint']);
    assert.deepEqual(judge(script('client.responses.create(model="o4-mini", input="x")')).ways, []);
  });
});

it('a warning to save comes with something that saves, whatever the call', () => {
  let warnings = 0;
  for (const fixture of allFixtures()) {
    for (const file of Object.keys(fixture.files)) {
      for (const { rule, severity, callSite, fixes, message } of analyze(file, hostOf(fixture)).findings) {
        if (severity !== 'warning' || !callSite || !['missing-service-tier', 'batchable-loop', 'overpaid-tier'].includes(rule)) continue;
        if (callSite.tier.state === 'literal' && callSite.tier.value === 'ultrafast') continue;
        warnings++;
        const ways = callSite.cheaperWays().filter(({ takes }) => takes !== 'restructuring');
        assert.ok(ways.length > 0, `${file}: ${rule}: ${message}`);
        const saving = ['add-flex', 'background-window', 'replace-model', 'use-standard', 'loop-to-batch'];
        assert.ok(
          ways.every(({ takes }) => takes === 'model') ||
            fixes.some(({ id }) => saving.includes(id)) ||
            callSite.loop?.verdict === 'batchable',
          `${file}: ${rule}: ${message}`,
        );
      }
    }
  }
  assert.ok(warnings > 50);
});
