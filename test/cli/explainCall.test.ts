import assert from 'node:assert/strict';
import test from 'node:test';
import { TestFolder } from './cli';

const CHAT = `from openai import OpenAI

client = OpenAI()


def chat(messages, questions):
    for question in questions:
        messages.append({"role": "user", "content": question})
        completion = client.chat.completions.create(model="gpt-5.4", messages=messages)
        messages.append(completion.choices[0].message)


def label(texts):
    return [client.responses.create(model="gpt-5.4", input=text).output_text for text in texts]
`;

const folder = new TestFolder({ 'chat.py': CHAT });

test('explain FILE:LINE says what is known of the calls there', () => {
  const { code, stdout } = folder.run(['explain', 'chat.py:9']);
  assert.equal(code, 0);
  assert.match(stdout, /^chat\.py:9:22 {2}chat\.completions\.create\n/);
  assert.match(stdout, /provider +openai/);
  assert.match(stdout, /model +gpt-5\.4\n/);
  assert.match(stdout, /loop +conversation \(lines 7-10\)\n +`messages` grows with each answer \(line 10\)/);
  assert.match(stdout, /missing-service-tier: .*\n +add-flex: /);
});

test('explain takes the place as compilers write it, with a column', () => {
  assert.match(folder.run(['explain', 'chat.py:14:13']).stdout, /loop +batchable \(line 14\)/);
});

test('explain says where the calls are when none is on the line', () => {
  const { code, stderr } = folder.run(['explain', 'chat.py:1']);
  assert.equal(code, 2);
  assert.match(stderr, /no OpenAI call on chat\.py:1; calls of the file are on lines 9, 14/);
  assert.match(folder.run(['explain', 'other.py:1']).stderr, /no such file or folder: other\.py/);
});
