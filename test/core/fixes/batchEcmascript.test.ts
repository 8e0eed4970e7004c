import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { reindent } from '../../../server/src/core/fixes/batch/ecmascript/source';
import { convertLoops, loopOutcomes } from '../../support/convertLoops';
import { loadFrontEnds } from '../../support/frontEnds';

const HEAD = "import OpenAI from 'openai';\nconst client = new OpenAI();\n";

/** A converted file without the helper. */
function converted(body: string, file = '/job.mjs'): string {
  const text = convertLoops({ [file]: HEAD + body }, file)[file]!;
  return text.slice(text.indexOf('const client'), text.search(/\n+(\/\*\* What each|\/\*\*\n \* Sends)/));
}

function reason(body: string): string | undefined {
  return loopOutcomes({ '/job.mjs': HEAD + body }, '/job.mjs')[0]?.reason;
}

describe('JavaScript loops as Batch jobs', () => {
  before(loadFrontEnds);

  it('move code to another indentation without a change to the text of template literals', () => {
    const code = 'call({\n    text: `one\n    two ${f({\n      a: 1,\n    })}\n    three`,\n    // it`s\n    b: 2,\n  })';
    assert.equal(reindent(code, '  ', ''), 'call({\n  text: `one\n    two ${f({\n    a: 1,\n  })}\n    three`,\n  // it`s\n  b: 2,\n})');
  });

  it('keep what later requests count on, and read what it was for each', () => {
    const text = converted(
      "let n = 1;\nwhile (n <= 3) {\n  const r = await client.responses.create({ model: 'gpt-5.4', input: `part ${n}` });\n  console.log(n, r.output_text);\n  n += 1;\n}\n",
    );
    assert.match(text, /jobs\.push\(\{ n, request \}\);\n {2}n \+= 1;\n\}/);
    assert.match(
      text,
      /for \(const \{ n, answer \} of await runBatch\(client, 'responses\.create', jobs\)\) \{\n {2}const r = await answer;\n {2}console\.log\(n, r\.output_text\);\n\}/,
    );
  });

  it('take names that are free', () => {
    const text = converted(
      "const jobs = ['a'];\nfor (const request of jobs) {\n  const answer = await client.responses.create({ model: 'gpt-5.4', input: request });\n  console.log(request, answer.output_text);\n}\n",
    );
    assert.match(text, /const jobs2 = \[\];/);
    assert.match(text, /jobs2\.push\(\{ requestKept: request, request: batchRequest \}\)/);
    assert.match(text, /for \(const \{ requestKept: request, answer: reply \} of await runBatch\(client, 'responses\.create', jobs2\)\)/);
    assert.match(text, /const answer = await reply;/);
  });

  it('use `let` for what the loop gives another value', () => {
    const text = converted(
      "for (let word of ['a', 'b']) {\n  const r = await client.responses.create({ model: 'gpt-5.4', input: word });\n  word += r.output_text;\n  console.log(word);\n}\n",
    );
    assert.match(text, /for \(let \{ word, answer \} of/);
  });

  it('share one module, which learns the type of what another method gives', () => {
    const loop =
      "for (const word of ['a']) {\n  const r = await client.responses.create({ model: 'gpt-5.4', input: word });\n  console.log(r.output_text);\n}\n";
    const files = convertLoops(
      { '/job.ts': HEAD + loop + loop.replace('responses.create', 'embeddings.create').replace('r.output_text', 'r.data.length') },
      '/job.ts',
    );
    assert.equal(files['/job.ts']!.match(/import \{ runBatch \} from '\.\/openaiBatch';/g)?.length, 1);
    const text = files['/openaiBatch.ts']!;
    assert.match(text, /'embeddings\.create': OpenAI\.CreateEmbeddingResponse;/);
    assert.match(text, /'responses\.create': OpenAI\.Responses\.Response;/);
  });

  it('are written into a file that can not import a module beside it', () => {
    const loop =
      "for (const word of ['a']) {\n  const r = await client.responses.create({ model: 'gpt-5.4', input: word });\n  console.log(r.output_text);\n}\n";
    const others = { '/openaiBatch.mjs': 'export const somethingElse = 1;\n' };
    const text = convertLoops({ '/job.mjs': `const fs = 1, path = 2;\n${HEAD}${loop}`, ...others }, '/job.mjs')['/job.mjs']!;
    assert.match(text, /^async function runBatch\(client, api, jobs, options = \{\}\) \{$/m);
    assert.match(text, /^import \* as nodeFs from 'node:fs';$/m);
    assert.match(text, /nodeFs\.readdirSync\(/);
    assert.doesNotMatch(text, /@\w+@|[«»]/);
  });

  it('leave a file alone that has a `runBatch` of its own', () => {
    assert.equal(
      reason(
        "function runBatch() {}\nfor (const word of ['a']) {\n  const r = await client.responses.create({ model: 'gpt-5.4', input: word });\n  console.log(r.output_text);\n}\n",
      ),
      'the file has another `runBatch`',
    );
  });
});
