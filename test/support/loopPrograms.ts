/**
 * Generated programs with a loop of requests, in Python and JavaScript: guards, branches that choose the prompt, `try`,
 * counters, lists that grow, objects that requests share, functions that change what they are given, names for one thing,
 * files, random numbers, several loops. Each prints all that it holds at its end.
 */
import fc from 'fast-check';

/** One step of a loop's body, in both languages; lines are indented by what stands round them. */
interface Step {
  readonly python: readonly string[];
  readonly node: readonly string[];
}

type Make = (number: number) => Step;

const step = (python: string, node: string): Step => ({ python: python.split('\n'), node: node.split('\n') });

/** Steps before the request. `text` is what most requests are made of. */
const BEFORE: readonly (Step | Make)[] = [
  step('count += 1', 'count += 1;'),
  step('print("at", item, count)', 'console.log("at", item, count);'),
  step('if not item:\n    continue', 'if (!item) continue;'),
  step('if not item:\n    print("none")\n    continue', 'if (!item) {\n  console.log("none");\n  continue;\n}'),
  step('if not item:\n    out.append("empty")\n    continue', 'if (!item) {\n  out.push("empty");\n  continue;\n}'),
  step(
    'if not item:\n    text = "nothing"\n    skipped += 1\n    continue',
    'if (!item) {\n  text = "nothing";\n  skipped += 1;\n  continue;\n}',
  ),
  step('if item in seen:\n    continue\nseen.append(item)', 'if (seen.includes(item)) continue;\nseen.push(item);'),
  step(
    'if item in seen:\n    print("again", item)\n    continue\nseen.append(item)',
    'if (seen.includes(item)) {\n  console.log("again", item);\n  continue;\n}\nseen.push(item);',
  ),
  step(
    'if len(item) > 2:\n    text = "long " + item\nelif item == "b":\n    text = "b"\nelse:\n    continue',
    'if (item.length > 2) {\n  text = "long " + item;\n} else if (item === "b") {\n  text = "b";\n} else {\n  continue;\n}',
  ),
  step(
    'if len(item) > 2:\n    text = "long " + item\nelif item == "zz":\n    raise ValueError(item)\nelse:\n    text = "short " + item',
    'if (item.length > 2) {\n  text = "long " + item;\n} else if (item === "zz") {\n  throw new Error(item);\n} else {\n  text = "short " + item;\n}',
  ),
  step('if len(item) > 2:\n    text = text + item', 'if (item.length > 2) text = text + item;'),
  step('text = f"{item} {count}"', 'text = `${item} ${count}`;'),
  step('text = build(item)', 'text = build(item);'),
  step('text = loud(item)', 'text = loud(item);'),
  step('text = str(bump()) + item', 'text = String(bump()) + item;'),
  step('previous = text', 'previous = text;'),
  step('text = previous + item', 'text = previous + item;'),
  step('print("before", text)', 'console.log("before", text);'),
  step('messages = [{"role": "user", "content": item}]', 'messages = [{ role: "user", content: item }];'),
  step(
    'if len(item) > 2:\n    messages.append({"role": "user", "content": "more"})',
    'if (item.length > 2) messages.push({ role: "user", content: "more" });',
  ),
  step('push(messages, item)', 'push(messages, item);'),
  step(
    'messages = list(base)\nmessages.append({"role": "user", "content": item})',
    'messages = [...base];\nmessages.push({ role: "user", content: item });',
  ),
  step('messages = base\nmessages[0]["content"] = item', 'messages = base;\nmessages[0].content = item;'),
  step('first = base[0]\nfirst["content"] = item', 'first = base[0];\nfirst.content = item;'),
  step('base[0]["content"] = text', 'base[0].content = text;'),
  step('if count > 3:\n    break', 'if (count > 3) break;'),
  step(
    'row = {"text": item}\nrow["size"] = len(item)\ntext = row["text"]',
    'row = { text: item };\nrow.size = item.length;\ntext = row.text;',
  ),
  step('log.append(item)', 'log.push(item);'),
  step('text = item + str(len(log))', 'text = item + String(log.length);'),
  step('text = item + str(len(out))', 'text = item + String(out.length);'),
  step('text = item + next(words)', 'text = item + words.next().value;'),
  step('text = item + read(path)', 'text = item + read(path);'),
  step('style = draw()\ntext = item + str(style)', 'style = draw();\ntext = item + String(style);'),
  step(
    'try:\n    number = int(item)\nexcept ValueError:\n    continue\ntext = str(number)',
    'number = Number(item);\nif (Number.isNaN(number)) continue;\ntext = String(number);',
  ),
  step('for letter in item:\n    text = text + letter.upper()', 'for (const letter of item) text = text + letter.toUpperCase();'),
  step('text = counter.take(item)', 'text = counter.take(item);'),
  step('alias = out\ntext = item + str(len(alias))', 'alias = out;\ntext = item + String(alias.length);'),
];

/** What is sent: as Python and JavaScript write the prompt. */
const REQUESTS: readonly Step[] = [
  step('item', 'item'),
  step('text', 'text'),
  step('text', 'text'),
  step('f"{item} {count}"', '`${item} ${count}`'),
  step('build(text)', 'build(text)'),
  step('messages', 'messages'),
  step('messages', 'messages'),
  step('base', 'base'),
  step('[*base, {"role": "user", "content": text}]', '[...base, { role: "user", content: text }]'),
  step('str(len(seen)) + item', 'String(seen.length) + item'),
];

/** Steps behind the request; `reply` is the text of its answer. */
const AFTER: readonly Step[] = [
  step('out.append(reply)', 'out.push(reply);'),
  step('out.append((item, reply))', 'out.push([item, reply]);'),
  step('print(item, reply)', 'console.log(item, reply);'),
  step('print(text, reply)', 'console.log(text, reply);'),
  step('print(count, skipped)', 'console.log(count, skipped);'),
  step('count += 1', 'count += 1;'),
  step('text = reply', 'text = reply;'),
  step('seen.append(item)', 'seen.push(item);'),
  step('log.append(text)', 'log.push(text);'),
  step('print(len(messages))', 'console.log(messages.length);'),
  step('messages.append({"role": "assistant", "content": reply})', 'messages.push({ role: "assistant", content: reply });'),
  step('base.append({"role": "assistant", "content": reply})', 'base.push({ role: "assistant", content: reply });'),
  step('write(path, reply)', 'write(path, reply);'),
  step('if len(reply) % 2:\n    skipped += 1', 'if (reply.length % 2) skipped += 1;'),
  step('if len(reply) % 7 == 0:\n    continue\nprint("odd")', 'if (reply.length % 7 === 0) continue;\nconsole.log("odd");'),
  step('print(draw())', 'console.log(draw());'),
  step('print(next(words))', 'console.log(words.next().value);'),
  step('print(bump())', 'console.log(bump());'),
  step('previous = item', 'previous = item;'),
  step('print(previous)', 'console.log(previous);'),
  step('print(counter.take(item))', 'console.log(counter.take(item));'),
  step('print(row)', 'console.log(row);'),
  step('push(out, reply)', 'push(out, reply);'),
];

export type Shape =
  | 'plain'
  | 'try'
  | 'retry'
  | 'if'
  | 'nested'
  | 'function'
  | 'comprehension'
  | 'concurrent'
  | 'two-calls'
  | 'function-steps';
const SHAPES: readonly Shape[] = [
  'plain',
  'plain',
  'plain',
  'try',
  'retry',
  'if',
  'nested',
  'function',
  'comprehension',
  'concurrent',
  'two-calls',
  'function-steps',
];

export interface LoopProgram {
  readonly python: string;
  readonly node: string;
}

const ITEMS: readonly (readonly string[])[] = [
  ['a', 'b', 'ccc', 'a', ''],
  ['', 'ccc', 'dddd'],
  ['12', 'x', '7', '12'],
  ['b', 'zz', 'eee'],
  ['one', 'two', '', 'two', 'three', 'four'],
];

const PYTHON_HEAD = `import random
import tempfile

from openai import OpenAI

client = OpenAI()
random.seed(5)
count = skipped = 0
out, seen, log = [], [], []
text = previous = "start"
base = [{"role": "user", "content": "base"}]
messages = [{"role": "user", "content": "first"}]
row = {}
words = iter("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi".split())
path = tempfile.mkdtemp() + "/notes.txt"
open(path, "w").close()


class Counter:
    def __init__(self):
        self.taken = 0

    def take(self, item):
        self.taken += 1
        return f"{item}{self.taken}"


counter = Counter()


def build(item):
    return f"Build {item}"


def loud(item):
    print("building", item)
    return f"Loud {item}"


def bump():
    global count
    count += 1
    return count


def push(values, item):
    values.append({"role": "user", "content": item})


def draw():
    return random.randint(0, 9)


def read(name):
    with open(name) as file:
        return str(len(file.read()))


def write(name, line):
    with open(name, "a") as file:
        file.write(line)

`;

const NODE_HEAD = `import fs from 'node:fs';
import os from 'node:os';
import nodePath from 'node:path';
import OpenAI from 'openai';

const client = new OpenAI();
let count = 0;
let skipped = 0;
const out = [];
const seen = [];
const log = [];
let text = 'start';
let previous = 'start';
const base = [{ role: 'user', content: 'base' }];
let messages = [{ role: 'user', content: 'first' }];
let row = {};
let first;
let style;
let number;
let alias;
const words = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi'.split(' ').values();
const path = nodePath.join(fs.mkdtempSync(nodePath.join(os.tmpdir(), 'notes-')), 'notes.txt');
fs.writeFileSync(path, '');

class Counter {
  taken = 0;
  take(item) {
    this.taken += 1;
    return item + this.taken;
  }
}
const counter = new Counter();

function build(item) {
  return \`Build \${item}\`;
}

function loud(item) {
  console.log('building', item);
  return \`Loud \${item}\`;
}

function bump() {
  count += 1;
  return count;
}

function push(values, item) {
  values.push({ role: 'user', content: item });
}

let state = 7;
function draw() {
  state = (state * 31 + 11) % 101;
  return state;
}

function read(name) {
  return String(fs.readFileSync(name, 'utf8').length);
}

function write(name, line) {
  fs.appendFileSync(name, line);
}

`;

const PYTHON_TAIL =
  'print(count, skipped, text, previous, len(messages), base, row, counter.taken, next(words), random.random())\nprint(out)\nprint(seen)\nprint(log)\nprint(open(path).read())\n';
const NODE_TAIL =
  'console.log(count, skipped, text, previous, messages.length, JSON.stringify(base), JSON.stringify(row), counter.taken, words.next().value, draw());\nconsole.log(JSON.stringify(out));\nconsole.log(JSON.stringify(seen));\nconsole.log(JSON.stringify(log));\nconsole.log(fs.readFileSync(path, "utf8"));\n';

const indented = (lines: readonly string[], by: string): string[] => lines.map((line) => (line === '' ? line : by + line));

interface Parts {
  readonly items: readonly string[];
  readonly before: readonly Step[];
  readonly request: Step;
  readonly after: readonly Step[];
  readonly shape: Shape;
  readonly source: number;
}

const REQUEST_MARK = '@prompt@';
const PYTHON_CALL = `client.responses.create(model="gpt-5.4-mini", input=${REQUEST_MARK})`;
const NODE_CALL = `client.responses.create({ model: 'gpt-5.4-mini', input: ${REQUEST_MARK} })`;

function pythonOf({ items, before, request, after, shape, source }: Parts): string {
  const prompt = request.python.join('\n');
  const call = PYTHON_CALL.replace(REQUEST_MARK, prompt);
  const pre = before.flatMap(({ python }) => python);
  const post = after.flatMap(({ python }) => python);
  const list = JSON.stringify(items);
  const iterable = ['items', 'list(items)', 'iter(items)', 'enumerate(items)'][source % 4]!;
  const head = source % 4 === 3 ? `for index, item in ${iterable}:` : `for item in ${iterable}:`;
  const take = ['response = ' + call, 'reply = response.output_text'];
  const loop = (body: readonly string[]): string => [`items = ${list}`, head, ...indented(body, '    ')].join('\n');
  const ask = (body: readonly string[], parameter: string): string =>
    [`def ask(${parameter}):`, ...indented(body, '    '), '', ''].join('\n');
  let main: string;
  switch (shape) {
    case 'plain':
      main = loop([...pre, ...take, ...post]);
      break;
    case 'try':
      main = loop([
        ...pre,
        'try:',
        ...indented(take, '    '),
        'except Exception as error:',
        '    print("failed", type(error).__name__)',
        '    continue',
        ...post,
      ]);
      break;
    case 'retry':
      main = loop([
        ...pre,
        'reply = "never"',
        'for attempt in range(3):',
        '    try:',
        ...indented(take, '        '),
        '        break',
        '    except Exception as error:',
        '        print("attempt", attempt)',
        ...post,
      ]);
      break;
    case 'if':
      main = loop([...pre, 'if len(item) > 1:', ...indented([...take, ...post], '    '), 'else:', '    out.append("short")']);
      break;
    case 'nested':
      main = loop([
        ...pre,
        'for suffix in ["x", "y"]:',
        ...indented(
          [...take.map((line) => line.replace(prompt, `(${prompt}, suffix)[1] + str(${prompt})`)), ...post.map((line) => line)],
          '    ',
        ),
      ]);
      break;
    case 'function':
      main =
        ask([`response = ${call.replace(prompt, 'wanted')}`, 'return response.output_text'], 'wanted') +
        loop([...pre, `reply = ask(${prompt})`, ...post]);
      break;
    case 'function-steps':
      main =
        ask([...pre.filter((line) => !/^\s*(continue|break)/.test(line)), ...take, 'return reply'], 'item').replace(
          /^def ask\(item\):/,
          'def ask(item):\n    global text, previous, count, skipped, messages, row',
        ) + loop(['reply = ask(item)', ...post]);
      break;
    case 'comprehension':
      main =
        ask([`response = ${call.replace(prompt, 'build(item)')}`, 'return response.output_text'], 'item') +
        `items = ${list}\nout = [ask(item) for item in items if item]`;
      break;
    case 'concurrent':
      main =
        `from concurrent.futures import ThreadPoolExecutor\n\n\n` +
        ask([`response = ${call.replace(prompt, 'item or "none"')}`, 'return response.output_text'], 'item') +
        `items = ${list}\nwith ThreadPoolExecutor(max_workers=3) as pool:\n    out = list(pool.map(ask, items))`;
      break;
    case 'two-calls':
      main = loop([
        ...pre,
        ...take,
        `second = ${PYTHON_CALL.replace(REQUEST_MARK, '"Again: " + str(item)')}`,
        'print(second.output_text)',
        ...post,
      ]);
      break;
  }
  return `${PYTHON_HEAD}\n${main}\n\n${PYTHON_TAIL}`;
}

function nodeOf({ items, before, request, after, shape, source }: Parts): string {
  const prompt = request.node.join('\n');
  const call = NODE_CALL.replace(REQUEST_MARK, prompt);
  const pre = before.flatMap(({ node }) => node);
  const post = after.flatMap(({ node }) => node);
  const list = JSON.stringify(items);
  const iterable = ['items', '[...items]', 'items.values()', 'items.entries()'][source % 4]!;
  const head = source % 4 === 3 ? `for (const [index, item] of ${iterable}) {` : `for (const item of ${iterable}) {`;
  const take = [`const response = await ${call};`, 'const reply = response.output_text;'];
  const loop = (body: readonly string[]): string => [`const items = ${list};`, head, ...indented(body, '  '), '}'].join('\n');
  const ask = (body: readonly string[], parameter: string): string =>
    [`async function ask(${parameter}) {`, ...indented(body, '  '), '}', '', ''].join('\n');
  let main: string;
  switch (shape) {
    case 'plain':
      main = loop([...pre, ...take, ...post]);
      break;
    case 'try':
      main = loop([
        ...pre,
        'let response;',
        'try {',
        `  response = await ${call};`,
        '} catch (error) {',
        '  console.log("failed", error.constructor.name);',
        '  continue;',
        '}',
        'const reply = response.output_text;',
        ...post,
      ]);
      break;
    case 'retry':
      main = loop([
        ...pre,
        'let reply = "never";',
        'for (let attempt = 0; attempt < 3; attempt++) {',
        '  try {',
        `    const response = await ${call};`,
        '    reply = response.output_text;',
        '    break;',
        '  } catch (error) {',
        '    console.log("attempt", attempt);',
        '  }',
        '}',
        ...post,
      ]);
      break;
    case 'if':
      main = loop([...pre, 'if (item.length > 1) {', ...indented([...take, ...post], '  '), '} else {', '  out.push("short");', '}']);
      break;
    case 'nested':
      main = loop([
        ...pre,
        'for (const suffix of ["x", "y"]) {',
        ...indented([...take.map((line) => line.replace(`input: ${prompt}`, `input: suffix + JSON.stringify(${prompt})`)), ...post], '  '),
        '}',
      ]);
      break;
    case 'function':
      main =
        ask([`const response = await ${call.replace(prompt, 'wanted')};`, 'return response.output_text;'], 'wanted') +
        loop([...pre, `const reply = await ask(${prompt});`, ...post]);
      break;
    case 'function-steps':
      main =
        ask(
          [
            ...pre.filter((line) => !/continue;|break;/.test(line) || /[{}]/.test(line)).filter((line) => !/continue;|break;/.test(line)),
            ...take,
            'return reply;',
          ],
          'item',
        ) + loop(['const reply = await ask(item);', ...post]);
      break;
    case 'comprehension':
      main =
        ask([`const response = await ${call.replace(prompt, 'build(item)')};`, 'return response.output_text;'], 'item') +
        `const items = ${list};\nout.push(...(await Promise.all(items.filter(Boolean).map((item) => ask(item)))));`;
      break;
    case 'concurrent':
      main = `const items = ${list};\nconst replies = await Promise.all(\n  items.map(async (item, index) => {\n    const response = await ${call.replace(prompt, 'item || "none"')};\n    return index + response.output_text;\n  }),\n);\nout.push(...replies);`;
      break;
    case 'two-calls':
      main = loop([
        ...pre,
        ...take,
        `const second = await ${NODE_CALL.replace(REQUEST_MARK, '"Again: " + item')};`,
        'console.log(second.output_text);',
        ...post,
      ]);
      break;
  }
  return `${NODE_HEAD}\n${main}\n\n${NODE_TAIL}`;
}

const steps = (from: readonly (Step | Make)[], most: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(fc.constantFrom(...(from as readonly Step[])), { maxLength: most });

/** The same program in both languages. */
export const loopProgram: fc.Arbitrary<LoopProgram> = fc
  .record({
    items: fc.constantFrom(...ITEMS),
    before: steps(BEFORE, 4),
    request: fc.constantFrom(...REQUESTS),
    after: steps(AFTER, 4),
    shape: fc.constantFrom(...SHAPES),
    source: fc.nat(3),
  })
  .map((parts) => ({ python: pythonOf(parts), node: nodeOf(parts) }));
