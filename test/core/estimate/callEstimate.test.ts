import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { defaultCatalog as catalog } from '../../../server/src/core/catalog/catalog';
import { estimateCall, type CallEstimate } from '../../../server/src/core/estimate/callEstimate';
import { requestSize, type RequestSize } from '../../../server/src/core/estimate/requestSize';
import { tierTable } from '../../../server/src/core/estimate/tierTable';
import type { Volume } from '../../../server/src/core/intent/intent';
import type { ModuleHost } from '../../../server/src/core/link/moduleHost';
import { analyze } from '../../support/analysis';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';

/** A word is a token: figures can be checked by eye. */
const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;

function sizeOf(files: Record<string, string>, file = Object.keys(files)[0]!): RequestSize {
  const host = new MemoryHost(files);
  const [site] = analyze(file, host).calls;
  assert.ok(site, 'no call was found');
  const size = requestSize(site);
  assert.ok(size);
  return size;
}

function estimate(files: Record<string, string>, volume?: Volume): CallEstimate {
  const [file] = Object.keys(files);
  const host = new MemoryHost(files);
  const [site] = analyze(file!, host).calls;
  assert.ok(site?.model.state === 'literal');
  const model = catalog.model(site.model.value)!;
  const { rows } = tierTable({ catalog, modelName: site.model.value, endpoint: site.endpoint, today: '2026-11-23' });
  const found = estimateCall({ model, rows, size: requestSize(site), counter: countWords, ...(volume && { volume }) });
  assert.ok(found);
  return found;
}

const HEAD = 'from openai import OpenAI\nclient = OpenAI()\n';
const python = (body: string): Record<string, string> => ({ '/main.py': HEAD + body });
const typescript = (body: string): Record<string, string> => ({
  '/main.ts': `import OpenAI from "openai";\nconst client = new OpenAI();\n${body}`,
});

before(loadFrontEnds);

describe('the size of a request', () => {
  it('is read from other files as they are when it is asked, not as they were when the call was found', () => {
    const files = {
      '/main.py': `${HEAD}from prompts import SYSTEM\nclient.responses.create(model="gpt-5.1", input=SYSTEM)\n`,
      '/prompts.py': 'SYSTEM = "Short."\n',
    };
    const before = new MemoryHost(files);
    const after = new MemoryHost({ ...files, '/prompts.py': 'SYSTEM = "Longer than it was."\n' });
    let isChanged = false;
    const host: ModuleHost = Object.create(before, {
      source: { value: (file: string) => (isChanged && file === '/prompts.py' ? after : before).source(file) },
    });
    const [site] = analyze('/main.py', host).calls;
    assert.deepEqual(requestSize(site!).prompt.texts, ['Short.']);
    isChanged = true;
    assert.deepEqual(requestSize(site!).prompt.texts, ['Longer than it was.']);
  });

  it('has the literal texts of messages, whatever way they are joined', () => {
    const { prompt } = sizeOf(
      python(
        'client.chat.completions.create(model="gpt-5.1", messages=[{"role": "system", "content": "Be " + "brief."}, {"role": "user", "content": text}])',
      ),
    );
    assert.deepEqual(prompt.texts, ['Be ', 'brief.']);
    assert.deepEqual([prompt.messages, prompt.openTexts, prompt.openLists], [2, 1, 0]);
  });

  it('follows constants of this file and of others, and the holes of a template', () => {
    const { prompt } = sizeOf({
      '/main.py': `${HEAD}from prompts import SYSTEM\nRULES = "Three rules."\ndef ask(question):\n    client.responses.create(model="gpt-5.1", instructions=SYSTEM, input=f"{RULES}\\nQuestion: {question}")\n`,
      '/prompts.py': 'SYSTEM = """You label tickets."""\n',
    });
    assert.deepEqual([...prompt.texts].sort(), ['\nQuestion: ', 'Three rules.', 'You label tickets.'].sort());
    assert.equal(prompt.gaps, 1);
  });

  it('follows templates and constants in TypeScript', () => {
    const { prompt } = sizeOf(
      typescript(
        'const RULES = "Three rules.";\nexport const ask = (q: string) => client.responses.create({ model: "gpt-5.1", input: `${RULES} Answer: ${q} ${q.length}` });',
      ),
    );
    assert.ok(prompt.texts.includes('Three rules.'));
    assert.equal(prompt.gaps, 2);
  });

  it('reads format calls, dedent and functions that build messages', () => {
    const { prompt } = sizeOf(
      python(
        'from textwrap import dedent\nPROMPT = dedent("""Name the topic of {text}.""")\ndef build(text):\n    return [{"role": "user", "content": PROMPT.format(text=text)}]\ndef ask(text):\n    return client.chat.completions.create(model="gpt-5.1", messages=build(text))\n',
      ),
    );
    assert.deepEqual(prompt.texts, ['Name the topic of {text}.']);
    assert.deepEqual([prompt.messages, prompt.gaps, prompt.openTexts], [1, 1, 0]);
  });

  it('sees what is appended to a list before the call', () => {
    const { prompt } = sizeOf(
      python(
        'def ask(q):\n    messages = [{"role": "system", "content": "Be brief."}]\n    messages.append({"role": "user", "content": q})\n    return client.chat.completions.create(model="gpt-5.1", messages=messages)\n',
      ),
    );
    assert.deepEqual([prompt.texts, prompt.messages, prompt.openTexts], [['Be brief.'], 2, 1]);
  });

  it('counts a conversation out of sight as one, and images as images', () => {
    const open = sizeOf(python('def ask(messages):\n    return client.chat.completions.create(model="gpt-5.1", messages=messages)\n'));
    assert.deepEqual([open.prompt.openLists, open.prompt.openTexts], [1, 0]);
    const image = sizeOf(
      python(
        'client.responses.create(model="gpt-5.1", input=[{"role": "user", "content": [{"type": "input_text", "text": "What is it?"}, {"type": "input_image", "image_url": url}]}])',
      ),
    );
    assert.deepEqual([image.prompt.texts, image.prompt.images], [['What is it?'], 1]);
  });

  it('knows the limit on output by any of its names, the effort and the number of answers', () => {
    assert.deepEqual(
      sizeOf(python('client.responses.create(model="gpt-5.1", input="x", max_output_tokens=200, reasoning={"effort": "low"})')).outputLimit,
      { tokens: 200, parameter: 'max_output_tokens' },
    );
    const node = sizeOf(
      typescript(
        'client.chat.completions.create({ model: "gpt-5.1", messages: [], max_completion_tokens: 64, reasoning_effort: "high", n: 3 });',
      ),
    );
    assert.deepEqual([node.outputLimit?.tokens, node.effort, node.answers], [64, 'high', 3]);
    assert.equal(sizeOf(python('client.responses.create(model="gpt-5.1", input="x", max_output_tokens=limit)')).hasOpenLimit, true);
  });

  it('multiplies loops whose length is known', () => {
    assert.equal(
      sizeOf(
        python('for i in range(20):\n    for word in ["a", "b", "c"]:\n        client.responses.create(model="gpt-5.1", input=word)\n'),
      ).repeats?.times,
      60,
    );
    assert.equal(
      sizeOf(python('NAMES = ["a", "b"]\nfor name in sorted(NAMES):\n    client.responses.create(model="gpt-5.1", input=name)\n')).repeats
        ?.times,
      2,
    );
    assert.equal(
      sizeOf(typescript('for (const word of ["a", "b"]) await client.responses.create({ model: "gpt-5.1", input: word });')).repeats?.times,
      2,
    );
    assert.equal(sizeOf(python('for row in rows:\n    client.responses.create(model="gpt-5.1", input=row)\n')).repeats, undefined);
    assert.equal(
      sizeOf(python('for _ in range(3):\n    def later():\n        client.responses.create(model="gpt-5.1", input="x")\n')).repeats,
      undefined,
    );
  });

  it('ends on prompts that are built of themselves', () => {
    sizeOf(
      python('a = "x"\na = a + b\nb = a + b\ndef f(n):\n    return f(n) + a\nclient.responses.create(model="gpt-5.1", input=f(3) + a)\n'),
    );
  });
});

describe('the estimate of a call', () => {
  it('prices what is in the code exactly where all of it is, and the limit is', () => {
    const { input, output, costs } = estimate(
      python('client.responses.create(model="gpt-5.1", input="one two three four", max_output_tokens=10)'),
    );
    assert.deepEqual(input, { low: 4, likely: 4, high: 4 });
    assert.deepEqual(output, { low: 10, likely: 10, high: 10 });
    // 4 x $1.25 and 10 x $10 a million.
    assert.ok(Math.abs(costs[0]!.perThousand.likely - 0.105) < 1e-12);
    assert.deepEqual(
      costs.map(({ label, savingPercent }) => [label, savingPercent]),
      [
        ['standard', undefined],
        ['priority (fast)', -100],
        ['flex', 50],
        ['batch', 50],
      ],
    );
  });

  it('says its assumptions in words', () => {
    const { assumptions } = estimate(
      python('def ask(q):\n    client.responses.create(model="gpt-5.1", instructions="Be brief.", input=q)\n'),
    );
    assert.deepEqual(assumptions.slice(0, 2), [
      'Input tokens: 2 in the code; a text set at run time, 500 (50 to 4,000) taken.',
      'Output tokens: no limit is set; 1,500 taken (300 to 8,000), reasoning included.',
    ]);
  });

  it('takes a longer output with more effort, and a short one without reasoning', () => {
    const output = (extra: string, model = 'gpt-5.1'): number =>
      estimate(python(`client.responses.create(model="${model}", input="x"${extra})`)).output.likely;
    assert.ok(output(', reasoning={"effort": "high"}') > output(''));
    assert.ok(output('') > output(', reasoning={"effort": "none"}'));
    assert.equal(output('', 'gpt-4.1'), output(', reasoning={"effort": "none"}'));
  });

  it('has a long fixed prompt cached at the low end, and written to the cache at the high end', () => {
    const long = 'word '.repeat(2_000);
    const { costs } = estimate(python(`client.responses.create(model="gpt-6.1-sol", input="${long}", max_output_tokens=1)`));
    // 2,000 tokens at $0.10, $2 and $2.50 a million, and one of output at $10.
    assert.deepEqual(
      [costs[0]!.perCall.low, costs[0]!.perCall.likely, costs[0]!.perCall.high].map((each) => Number(each.toFixed(9))),
      [0.00021, 0.00401, 0.00501],
    );
    const batch = estimate(
      python(`client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "${long}"}], max_tokens=1)`),
    );
    assert.match(batch.assumptions.join(' '), /Batch has no price for cached input/);
    const [standard, , inBatch] = [batch.costs[0]!, batch.costs[1]!, batch.costs.find(({ label }) => label === 'batch')!];
    assert.ok(inBatch.perCall.low > standard.perCall.low * 0.9, 'cached input saves as much as Batch does');
  });

  it('includes the price of a regional host', () => {
    const cost = (url: string): number =>
      estimate({
        '/main.py': `from openai import OpenAI\nclient = OpenAI(base_url="${url}")\nclient.responses.create(model="gpt-5.5", input="x", max_output_tokens=1000)`,
      }).costs[0]!.perCall.likely;
    assert.ok(Math.abs(cost('https://eu.api.openai.com/v1') / cost('https://api.openai.com/v1') - 1.1) < 1e-9);
  });

  it('takes the host that the call goes to, wherever it is said', () => {
    const isRegional = (code: string): boolean => sizeOf({ '/main.py': code }).regional;
    const eu = '"https://eu.api.openai.com/v1"';
    const call = 'client.responses.create(model="gpt-5.5", input="x")';
    assert.ok(isRegional(`import openai\nopenai.base_url = ${eu}\nopenai.responses.create(model="gpt-5.5", input="x")`));
    assert.ok(isRegional(`import os\nfrom openai import OpenAI\nos.environ["OPENAI_BASE_URL"] = ${eu}\nclient = OpenAI()\n${call}`));
    assert.ok(isRegional(`from openai import OpenAI\nclient = OpenAI().with_options(base_url=${eu})\n${call}`));
    const home = `from openai import OpenAI\nclient = OpenAI(base_url=${eu})\n`;
    assert.ok(isRegional(`${home}client.with_options(timeout=30).responses.create(model="gpt-5.5", input="x")`));
    assert.ok(!isRegional(`${home}client.with_options(base_url="https://api.openai.com/v1").responses.create(model="gpt-5.5", input="x")`));
  });

  it('reprices the whole request above the long-context step', () => {
    const { costs, assumptions } = estimate(
      python(`client.responses.create(model="gpt-5.5", input="${'w '.repeat(300_000)}", max_output_tokens=10)`),
    );
    assert.ok(Math.abs(costs[0]!.perCall.likely - (300_000 * 10 + 10 * 45) / 1e6) < 1e-9);
    assert.match(assumptions.join(' '), /Above 272,000 input tokens the whole request is repriced/);
    assert.equal(
      costs.some(({ label }) => label === 'priority (fast)'),
      false,
      'not sold at this length',
    );
  });

  it('gives a monthly figure only with a volume', () => {
    const body = python('client.responses.create(model="gpt-5.5", input="x", max_output_tokens=100)');
    assert.equal(estimate(body).monthly, undefined);
    assert.ok(estimate(body).costs.every(({ perMonth }) => perMonth === undefined));
    const { monthly, costs, assumptions } = estimate(body, { requests: 20_000, per: 'day' });
    assert.equal(monthly?.requests, 600_000);
    assert.ok(Math.abs(costs[0]!.perMonth!.likely - (600_000 * (5 + 100 * 30)) / 1e6) < 1e-6);
    assert.match(assumptions.join(' '), /20,000 a day.*A month is 30 days/);
  });
});
