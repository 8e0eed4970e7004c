/** Generated programs with one call each, laid out in the many ways people do. */
import fc from 'fast-check';

export interface Program {
  readonly file: string;
  readonly text: string;
}

type Layout =
  | 'one-line'
  | 'lines'
  | 'lines-no-comma'
  | 'commented'
  | 'commented-no-comma'
  | 'comment-below'
  | 'hanging'
  | 'closing-beside'
  | 'block-comment'
  | 'long-comment';

const LAYOUTS: readonly Layout[] = [
  'one-line',
  'lines',
  'lines-no-comma',
  'commented',
  'commented-no-comma',
  'comment-below',
  'hanging',
  'closing-beside',
];
const NODE_LAYOUTS: readonly Layout[] = [...LAYOUTS, 'block-comment', 'long-comment'];

/** Items between brackets; `open` and `close` included. */
function layOut(
  layout: Layout,
  brackets: readonly [string, string],
  items: readonly string[],
  indent: string,
  mark: string,
  padding = '',
): string {
  const [open, close] = brackets;
  if (items.length === 0) return open + close;
  const inner = `${indent}    `;
  switch (layout) {
    case 'one-line':
      return `${open}${padding}${items.join(', ')}${padding}${close}`;
    case 'lines':
      return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`;
    case 'lines-no-comma':
      return `${open}\n${inner}${items.join(`,\n${inner}`)}\n${indent}${close}`;
    case 'commented':
      return `${open}\n${items.map((item) => `${inner}${item},  ${mark} why, (and "how")\n`).join('')}${indent}${close}`;
    case 'commented-no-comma':
      return `${open}\n${inner}${items.join(`,  ${mark} why\n${inner}`)}  ${mark} last, isn't it\n${indent}${close}`;
    case 'comment-below':
      return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${inner}${mark} no more, (really\n${indent}${close}`;
    case 'block-comment':
      return `${open}\n${inner}${items.join(`, /* a, b) */\n${inner}`)} /* last, ) */\n${indent}${close}`;
    case 'long-comment':
      return `${open}\n${inner}${items.join(`,\n${inner}`)}, /* goes\n${inner}on, ) */\n${indent}${close}`;
    case 'hanging':
      return `${open}${items.join(`,\n${inner}        `)}${close}`;
    case 'closing-beside':
      return `${open}\n${inner}${items.join(`,\n${inner}`)}${close}`;
  }
}

const layout = fc.constantFrom(...LAYOUTS);
const newline = fc.constantFrom('\n', '\n', '\r\n');
const model = fc.constantFrom('"gpt-5.1"', '"gpt-5.1"', '"gpt-4o"', '"o3"', 'MODEL', 'name');
const method = fc.constantFrom(
  'responses.create',
  'chat.completions.create',
  'chat.completions.parse',
  'responses.parse',
  'responses.stream',
);
const tier = fc.constantFrom(undefined, undefined, undefined, 'flex', 'cheap', 'None', 'priority');

const PYTHON_CLIENTS = ['client', 'short', 'client.with_options(timeout=10)', 'self_like.client', 'OpenAI(timeout=5)'];
const PYTHON_FRAMES: readonly ((call: string, indent: string) => string)[] = [
  (call) => `answer = ${call}\n`,
  (call) => `print(str(${call}))\n`,
  (call) => `def ask(name):\n    return ${call}\n`,
  (call) => `def ask(name):\n\tfor each in [1]:\n\t\tyield ${call}\n`,
  (call) => `answers = [${call} for name in ["a"]]\n`,
  (call) => `if MODEL: answer = ${call}\n`,
  (call) => `answer = (\n    ${call}\n)\n`,
];

export const pythonProgram: fc.Arbitrary<Program> = fc
  .record({
    layout,
    newline,
    model,
    method,
    tier,
    client: fc.constantFrom(...PYTHON_CLIENTS),
    frame: fc.constantFrom(...PYTHON_FRAMES),
    quote: fc.constantFrom('"', "'"),
    extra: fc.subarray([
      'temperature=0',
      'input=["a", {"b": (1, 2)}]',
      'metadata={"a": ",)"}',
      'timeout=30',
      '**BASE',
      'user=("a"\n    "b")',
      'instructions="""a,\nb)"""',
    ]),
    docstring: fc.constantFrom('', '"""A tool."""\n\n', '#!/usr/bin/env python\n# Licence\n'),
  })
  .map(({ layout: how, newline: end, model: id, method: name, tier: value, client, frame, quote, extra, docstring }) => {
    const indent = frame === PYTHON_FRAMES[3] ? '\t\t' : frame === PYTHON_FRAMES[2] || frame === PYTHON_FRAMES[6] ? '    ' : '';
    const items = [`model=${id}`, ...(value === undefined ? [] : [`service_tier=${value === 'None' ? value : `"${value}"`}`]), ...extra];
    const call = `${client}.${name}${layOut(how, ['(', ')'], items, indent, '#')}`;
    const head =
      'from openai import OpenAI\n\nMODEL = "gpt-5.1"\nBASE = {"user": "u"}\nclient = OpenAI()\nshort = OpenAI(timeout=20.0)\n\n\nclass Holder:\n    client = OpenAI()\n\n\nself_like = Holder()\n\n';
    const text = docstring + head + frame(call, indent);
    return { file: '/main.py', text: restyle(text, quote, end) };
  });

const NODE_CLIENTS = ['client', 'short', 'client.withOptions({ timeout: 10_000 })', 'holder.client', 'new OpenAI({ timeout: 5 })'];
const NODE_FRAMES: readonly ((call: string) => string)[] = [
  (call) => `const answer = await ${call};\n`,
  (call) => `console.log(String(await ${call}));\n`,
  (call) => `export async function ask(name) {\n    return ${call};\n}\n`,
  (call) => `export const ask = (name) => ${call};\n`,
  (call) => `const answers = ['a'].map((name) => ${call});\n`,
  (call) => `if (MODEL) void ${call};\n`,
  (call) => `${call}.then((answer) => console.log(\`\${answer}\`));\n`,
];

/** A body may stand in brackets or carry a type. */
const WRAPPINGS: readonly ((body: string, extension: string) => string)[] = [
  (body) => body,
  (body) => body,
  (body) => `(${body})`,
  (body, extension) => (extension === 'js' ? body : `${body} as never`),
  (body, extension) => (extension === 'js' ? body : `(${body} satisfies object)`),
];

export const nodeProgram: fc.Arbitrary<Program> = fc
  .record({
    newline,
    model,
    method,
    tier,
    layout: fc.constantFrom(...NODE_LAYOUTS),
    wrap: fc.constantFrom(...WRAPPINGS),
    outer: fc.constantFrom<Layout>('one-line', 'one-line', 'lines', 'lines-no-comma'),
    client: fc.constantFrom(...NODE_CLIENTS),
    frame: fc.constantFrom(...NODE_FRAMES),
    quote: fc.constantFrom('"', "'"),
    extra: fc.subarray([
      'temperature: 0',
      'input: ["a", { b: (1, 2) }]',
      'metadata: { "a": ",)}" }',
      '...BASE',
      'instructions: `a,\n${"b)"}`',
      'stream: true',
    ]),
    options: fc.constantFrom(undefined, undefined, '{}', '{ timeout: 30_000 }', '{ maxRetries: 1 }', 'OPTIONS', 'undefined'),
    semicolons: fc.boolean(),
    commonJs: fc.boolean(),
    extension: fc.constantFrom('ts', 'js', 'tsx'),
  })
  .map(
    ({
      layout: how,
      wrap,
      outer,
      newline: end,
      model: id,
      method: name,
      tier: value,
      client,
      frame,
      quote,
      extra,
      options,
      semicolons,
      commonJs,
      extension,
    }) => {
      const inFunction = frame === NODE_FRAMES[2];
      const items = [
        `model: ${id}`,
        ...(value === undefined ? [] : [`service_tier: ${value === 'None' ? 'undefined' : `"${value}"`}`]),
        ...extra,
      ];
      const body = layOut(how, ['{', '}'], items, inFunction ? '    ' : '', '//', ' ');
      const wrapped = wrap(body, extension);
      const call = `${client}.${name}${layOut(outer, ['(', ')'], options === undefined ? [wrapped] : [wrapped, options], inFunction ? '    ' : '', '//')}`;
      const load = commonJs && extension === 'js' ? 'const OpenAI = require("openai");\n' : 'import OpenAI from "openai";\n';
      const head = `${load}\nconst MODEL = "gpt-5.1";\nconst BASE = { user: "u" };\nconst OPTIONS = { maxRetries: 1 };\nconst client = new OpenAI();\nconst short = new OpenAI({\n  timeout: 20_000,\n});\nclass Holder {\n  client = new OpenAI({ maxRetries: 1 });\n}\nconst holder = new Holder();\n\n`;
      const text = head + frame(call);
      return { file: `/main.${extension}`, text: restyle(semicolons ? text : text.replace(/;$/gm, ''), quote, end) };
    },
  );

/** Other quotes where strings hold none, other line ends. */
function restyle(text: string, quote: string, newline: string): string {
  const quoted = quote === '"' ? text : text.replace(/(?<!")"([\w.-]+)"(?!")/g, "'$1'");
  return newline === '\n' ? quoted : quoted.replaceAll('\n', newline);
}
