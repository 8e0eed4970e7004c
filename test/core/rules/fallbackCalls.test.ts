import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { analyzeText } from '../../support/analysis';
import { loadFrontEnds } from '../../support/frontEnds';

before(loadFrontEnds);

const PYTHON = 'from openai import OpenAI, RateLimitError\nclient = OpenAI(timeout=900.0)\n';
const NODE = 'import OpenAI from "openai";\nconst client = new OpenAI({ timeout: 900_000 });\n';
const FLEX = 'client.responses.create(model="gpt-5.4", input=text, service_tier="flex")';
const STANDARD = 'client.responses.create(model="gpt-5.4", input=text)';
const NODE_FLEX = 'client.responses.create({ model: "gpt-5.4", input, service_tier: "flex" })';
const NODE_STANDARD = 'client.responses.create({ model: "gpt-5.4", input })';

/** The lines of `missing-service-tier`. */
function told(text: string, file: string): readonly number[] {
  return analyzeText(text, file)
    .findings.filter(({ rule }) => rule === 'missing-service-tier')
    .map(({ span }) => text.slice(0, span.start).split('\n').length);
}

function silent(title: string, text: string, file = '/main.py'): void {
  void it(title, () => {
    assert.deepEqual(told(text, file), []);
  });
}

function speaks(title: string, text: string, line: number, file = '/main.py'): void {
  void it(title, () => {
    assert.deepEqual(told(text, file), [line]);
  });
}

describe('a standard call that steps in for flex is not told to use flex', () => {
  silent(
    'in the handler',
    `${PYTHON}def ask(text):\n    try:\n        return ${FLEX}\n    except RateLimitError:\n        return ${STANDARD}\n`,
  );
  silent(
    'in a handler that passes on what is no refusal',
    `${NODE}export async function ask(input) {\n  try {\n    return await ${NODE_FLEX};\n  } catch (error) {\n    if (error.status !== 429) throw error;\n    return await ${NODE_STANDARD};\n  }\n}\n`,
    '/ask.mjs',
  );
  silent('in catch()', `${NODE}export const ask = (input) => ${NODE_FLEX}.catch(() => ${NODE_STANDARD});\n`, '/ask.mjs');
  silent(
    'in the second argument of then()',
    `${NODE}export const ask = (input) => ${NODE_FLEX}.then((a) => a, () => ${NODE_STANDARD});\n`,
    '/ask.mjs',
  );
  silent(
    'after `if answer is None`',
    `${PYTHON}def ask(text):\n    answer = None\n    try:\n        answer = ${FLEX}\n    except RateLimitError:\n        pass\n    if answer is None:\n        answer = ${STANDARD}\n    return answer\n`,
  );
  silent(
    'after `if (!answer)`, the flex call being in a function',
    `${NODE}async function onFlex(input) {\n  try {\n    return await ${NODE_FLEX};\n  } catch {\n    return null;\n  }\n}\nexport async function ask(input) {\n  let answer = await onFlex(input);\n  if (!answer) {\n    answer = await ${NODE_STANDARD};\n  }\n  return answer;\n}\n`,
    '/ask.mjs',
  );
  silent(
    'behind `if answer: return answer`',
    `${PYTHON}def on_flex(text):\n    try:\n        return ${FLEX}\n    except RateLimitError:\n        return None\n\ndef ask(text):\n    answer = on_flex(text)\n    if answer is not None:\n        return answer\n    return ${STANDARD}\n`,
  );
  silent(
    'behind a `try` that returns',
    `${PYTHON}def ask(text):\n    try:\n        return ${FLEX}\n    except RateLimitError:\n        print("no flex now")\n    return ${STANDARD}\n`,
  );
  silent(
    'in a function that only the handler calls',
    `${PYTHON}def on_standard(text):\n    return ${STANDARD}\n\ndef ask(text):\n    try:\n        return ${FLEX}\n    except RateLimitError:\n        return on_standard(text)\n`,
  );
  silent(
    'behind `??`',
    `${NODE}async function onFlex(input) {\n  return await ${NODE_FLEX}.catch(() => undefined);\n}\nexport async function ask(input) {\n  return (await onFlex(input)) ?? (await ${NODE_STANDARD});\n}\n`,
    '/ask.mjs',
  );
});

describe('it is told where it is no fallback', () => {
  speaks('beside the flex call', `${PYTHON}def ask(text):\n    return ${FLEX}\n\ndef other(text):\n    return ${STANDARD}\n`, 7);
  speaks(
    'in the handler of something else',
    `${PYTHON}def read(path):\n    try:\n        return open(path).read()\n    except OSError:\n        text = path\n        return ${STANDARD}\n\ndef ask(text):\n    return ${FLEX}\n`,
    8,
  );
  speaks(
    'in a function that others call too',
    `${PYTHON}def on_standard(text):\n    return ${STANDARD}\n\ndef ask(text):\n    try:\n        return ${FLEX}\n    except RateLimitError:\n        return on_standard(text)\n\nfor row in rows:\n    on_standard(row)\n`,
    4,
  );
});
