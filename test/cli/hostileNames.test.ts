/** File names, literals and models that try to drive the terminal, a CI system, Markdown or `tierlint.json`. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TestFolder } from './cli';

const ESC = '\u001b[31m';
const TIER = 'flexy\\n::error file=x::pwned\\x1b[31m<img src=x>![a](http://evil.example/a) ##[add-path]x';
const call = (tier: string, model = 'gpt-5.4'): string => `from openai import OpenAI

client = OpenAI()


def label(text):
    return client.responses.create(model="${model}", input=text, service_tier="${tier}")
`;
const NAMES = [
  'a\n::error file=a,line=1::pwned.py',
  '::error file=b::pwned.py',
  '##[set-output name=x;]y.py',
  `${ESC}red\u0007.py`,
  '![x](http:evil.example).py',
  '<img src=x onerror=alert(1)>.py',
  'tick`<b>`|bar.py',
];
const hostile = (): TestFolder => new TestFolder(Object.fromEntries(NAMES.map((name) => [`evals/${name}`, call(TIER)])));

/** What a terminal acts on, or GitHub Actions takes for a command. */
function assertHarmless(output: string): void {
  assert.doesNotMatch(output, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
  for (const line of output.split('\n')) {
    assert.doesNotMatch(line, /^\s*::|##[\w.-]*\[/);
  }
}

describe('hostile names', () => {
  for (const command of [
    ['check'],
    ['check', '--format', 'markdown'],
    ['check', '--format', 'json'],
    ['check', '--format', 'sarif'],
    ['audit'],
    ['audit', '--format', 'markdown'],
    ['audit', '--format', 'json'],
  ]) {
    it(`drive nothing in what \`tierlint ${command.join(' ')}\` prints`, () => {
      const { stdout, stderr } = hostile().run([...command, '--no-cache']);
      assertHarmless(stdout);
      assertHarmless(stderr);
      assert.match(stdout, /error/);
      if (command[0] === 'check') assert.match(stdout, /flexy/);
    });
  }

  it('are shown by Markdown as text: no image, link or HTML', () => {
    for (const command of [['check'], ['audit']]) {
      const { stdout } = hostile().run([...command, '--format', 'markdown', '--no-cache']);
      const outsideCode = stdout.replace(/(`+)[^`][^\n]*?\1(?!`)/g, '');
      assert.doesNotMatch(outsideCode, /<(?!!--)|(?<!\\)!\[|(?<!\\)\]\(|:\/\//);
    }
  });

  it('drive nothing when a call is explained', () => {
    const folder = hostile();
    for (const name of NAMES) {
      const { stdout, code, stderr } = folder.run(['explain', `evals/${name}:7`]);
      assert.equal(code, 0, stderr);
      assertHarmless(stdout);
    }
  });

  it('drive nothing in an error', () => {
    const { stderr, code } = hostile().run(['check', 'no\n::error::such']);
    assert.equal(code, 2);
    assertHarmless(stderr);
  });

  it('write nothing into tierlint.json but what they are', () => {
    const folder = new TestFolder({
      'a\n  }, "exclude": ["**"], "x": {.py': call('auto', 'gpt-5.4\\n\\"exclude\\": [\\"**\\"],'),
      'app/[slug]/route*.py': call('auto'),
      'web/server\n"rules": {"flex-timeout": "off"},.py': call('auto', 'gpt-9-mine\\u2028,').replace(
        'def label(text)',
        'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/a\\n\\"b\\": {")\ndef label(text)',
      ),
    });
    assert.equal(folder.run(['init', '--force', '.']).code, 0);
    const text = folder.read('tierlint.json');
    const written = JSON.parse(text.replace(/^\s*\/\/.*$/gm, '').replace(/,(?=\s*[}\]])/g, '')) as Record<string, unknown>;
    assert.deepEqual(Object.keys(written), ['preset', 'rules', 'paths', 'exclude']);
    assert.deepEqual(written['rules'], {});
    assert.deepEqual(written['exclude'], []);
    assert.notEqual(folder.run(['check', '.']).code, 2);
  });
});
