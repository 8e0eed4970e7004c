import assert from 'node:assert/strict';
import test from 'node:test';
import { analyze, bindingOf, callsOf, lowered, show, storesOf, valueOf } from './ecmascriptSupport';

test('literals keep their values', () => {
  assert.equal(lowered("'gpt-5.2'"), "'gpt-5.2'");
  assert.equal(lowered('`gpt-5.2`'), "'gpt-5.2'");
  assert.equal(lowered('`gpt-${version}-mini`'), '`gpt-${}-mini`');
  assert.equal(lowered('900_000'), '900000');
  assert.equal(lowered('0x10'), '16');
  assert.equal(lowered('1e3'), '1000');
  assert.equal(lowered('9n'), '9');
  assert.equal(lowered('-1'), '-1');
  assert.equal(lowered('15 * 60 * 1000'), '((15 * 60) * 1000)');
  assert.equal(lowered('!0'), 'true');
  for (const nothing of ['null', 'undefined', 'void 0']) assert.equal(lowered(nothing), 'null');
  assert.equal(lowered('/[/*]+/g'), '?');
});

test('wrappers are seen through, and the span is that of what they wrap', () => {
  const text = 'const client = ((await connect())! as OpenAI) satisfies Client;';
  const facts = analyze(text);
  assert.equal(valueOf(facts, 'client'), 'connect()');
  const { span } = bindingOf(facts, 'client').value!;
  assert.equal(text.slice(span.start, span.end), 'connect()');
  assert.equal(lowered('<OpenAI>client'), 'client');
  assert.equal(lowered('(log(1), client)'), 'client');
});

test('members, optional chains and literal subscripts are members; computed ones are indices', () => {
  assert.equal(lowered('this.client?.chat!.completions["create"]'), 'this.client.chat.completions.create');
  assert.equal(lowered('clients[0]'), 'clients[0]');
  assert.equal(lowered('clients[region].beta'), 'clients[region].beta');
  assert.equal(lowered('this.#client'), 'this.#client');
  assert.equal(lowered('x.__proto__'), 'x.__proto__');
});

test('choices list what the value may be', () => {
  assert.equal(lowered("cheap ? 'flex' : 'default'"), "('flex' : 'default')");
  assert.equal(lowered("process.env.TIER ?? 'flex'"), "(process.env.TIER || 'flex')");
  assert.equal(lowered('a || b'), '(a || b)');
  assert.equal(lowered('cheap && { service_tier: "flex" }'), "(cheap && {service_tier: 'flex'})");
});

test('objects keep literal keys, spreads, methods and shorthand', () => {
  assert.equal(
    lowered("{ model, 'service_tier': 'flex', 7: 1, ['store']: true, [key]: 2, ...base, stream() {}, get user() { return 1 } }"),
    "{model: model, service_tier: 'flex', 7: 1, store: true, [?]: 2, ...base, stream: fn#0, user: fn#1}",
  );
  assert.equal(
    lowered("{ ...(cheap && { service_tier: 'flex' }), ...(slow ? { timeout: 1 } : {}) }"),
    "{...(cheap && {service_tier: 'flex'}), ...({timeout: 1} : {})}",
  );
  assert.equal(lowered('[first, ...others, third()]'), '[first, ?, third()]');
});

test('every call is listed once, in source order, with its scope and statement', () => {
  const text = `
export async function summarise(client: OpenAI, texts: string[]) {
  const replies = await Promise.all(texts.map((text) => client.responses.create({ model: pick(), input: text })));
  if (replies.length > limit()) {
    return replies.filter(Boolean).map((reply) => reply.output_text.trim());
  }
}`;
  const facts = analyze(text);
  assert.deepEqual(
    callsOf(facts, text).map((call) => call.slice(0, 24)),
    [
      'Promise.all(texts.map((t',
      'texts.map((text) => clie',
      'client.responses.create(',
      'pick()',
      'limit()',
      'replies.filter(Boolean).',
      'replies.filter(Boolean)',
      'reply.output_text.trim()',
    ],
  );
  const [all, map, create] = facts.calls;
  assert.equal(all!.awaited, true);
  assert.equal(map!.awaited, undefined);
  assert.equal(facts.functions[facts.scopes[create!.scope]!.function!]!.span.start, text.indexOf('(text) =>'));
  assert.ok(text.slice(create!.statement.start).startsWith('const replies'));
  assert.ok(text.slice(facts.calls[5]!.statement.start).startsWith('return replies'));
});

test('a call spans from the first token of its callee, `new` included, and its arguments from parenthesis to parenthesis', () => {
  const text = 'const a = (await load()).create( { x: 1 } , ); const b = new OpenAI; const c = new OpenAI({}); f<string>(1);';
  const facts = analyze(text);
  const parts = facts.calls.map(({ call: { span, argumentsSpan } }) => [
    text.slice(span.start, span.end),
    text.slice(argumentsSpan.start, argumentsSpan.end),
  ]);
  assert.deepEqual(parts, [
    ['(await load()).create( { x: 1 } , )', '( { x: 1 } , )'],
    ['load()', '()'],
    ['new OpenAI', ''],
    ['new OpenAI({})', '({})'],
    ['f<string>(1)', '(1)'],
  ]);
});

test('calls within templates, tags, JSX, decorators, defaults, fields and computed keys are found', () => {
  const text = `
@Injectable(scope())
class Service extends Mixin(Base) {
  @Inject(TOKEN()) client = make(\`\${region()}\`);
  static { register(this); }
  [Symbol.for('x')] = tag\`a \${inner()}\`;
  run({ key = fallback() } = defaults(), @Arg(pipe()) x = later()) { return <Button onClick={() => click()} style={{ a: style() }}>{child()}</Button>; }
}
enum Tier { Flex = tierOf('flex') }
`;
  assert.deepEqual(
    callsOf(analyze(text, 'service.tsx'), text).sort(),
    [
      'Injectable(scope())',
      'scope()',
      'Mixin(Base)',
      'TOKEN()',
      'Inject(TOKEN())',
      'make(`${region()}`)',
      'region()',
      'register(this)',
      "Symbol.for('x')",
      'inner()',
      'fallback()',
      'defaults()',
      'pipe()',
      'Arg(pipe())',
      'later()',
      'click()',
      'style()',
      'child()',
      "tierOf('flex')",
    ].sort(),
  );
});

test('assignments to members are stores; logical assignments are conditional, the others augmented', () => {
  const facts = analyze(`
params.service_tier = 'flex';
params['timeout'] = 900;
list[0] = client;
this.client ??= new OpenAI();
if (retry) params.tries += 1;
const lazy = (cache.client ||= new OpenAI());
`);
  assert.deepEqual(storesOf(facts), [
    "params.service_tier = 'flex'",
    'params.timeout = 900',
    'list[0] = client',
    'this.client = new OpenAI() (conditional)',
    'params.tries += 1 (conditional)',
    'cache.client = new OpenAI() (conditional)',
  ]);
  assert.equal(valueOf(facts, 'lazy'), '(cache.client || new OpenAI())');
});

test('an assignment belongs to the scope that declares the name, and is conditional when another function makes it', () => {
  const facts = analyze(`
function getClient() {
  if (!client) client = new OpenAI();
  counter++;
  var local; local = 1;
  return client;
}
let client: OpenAI | undefined, counter = 0;
implicit = 1;
`);
  const clients = facts.bindings.filter(({ name }) => name === 'client');
  assert.deepEqual(
    clients.map(({ scope, value, conditional }) => [scope, show(value), conditional]),
    [
      [0, 'new OpenAI()', true],
      [0, '-', undefined],
    ],
  );
  assert.equal(show(clients[1]!.annotation), '(OpenAI | null)');
  assert.ok(facts.bindings.some(({ name, augmented, scope }) => name === 'counter' && augmented && scope === 0));
  assert.notEqual(bindingOf(facts, 'local').scope, 0);
  assert.equal(bindingOf(facts, 'local').conditional, undefined);
  assert.equal(bindingOf(facts, 'implicit').scope, 0);
});

test('`var` lives in its function, everything else in its block', () => {
  const facts = analyze(`
function run(items) {
  for (const item of items) { var seen = item; let here = seen; function inner() {} }
  try { go(); } catch (error) { const why = error; } finally { done(); }
  switch (items.length) { case 0: let none = 1; }
}`);
  const kindOf = (name: string): string => facts.scopes[bindingOf(facts, name).scope]!.kind;
  assert.equal(kindOf('seen'), 'function');
  for (const name of ['item', 'here', 'inner', 'error', 'why', 'none']) assert.equal(kindOf(name), 'block');
  assert.deepEqual(
    ['item', 'error'].map((name) => bindingOf(facts, name).kind),
    ['loop', 'catch'],
  );
  assert.equal(valueOf(facts, 'item'), 'items');
  for (const name of ['seen', 'here', 'why', 'none']) assert.equal(bindingOf(facts, name).conditional, true);
  assert.equal(bindingOf(facts, 'item').conditional, undefined);
});

test('destructuring binds each name to its part', () => {
  const facts = analyze(`
const { chat: { completions }, beta: preview = fallback, ['audio']: sound, ...rest } = client;
const [first, , third = 3] = await Promise.all(jobs);
for (const { id } of rows) use(id);
for (const key in rows) use(key);
let a, b;
({ a, x: this.x, y: b = 2 } = source);
[a, b] = pair;
`);
  assert.equal(valueOf(facts, 'completions'), 'client.chat.completions');
  assert.equal(valueOf(facts, 'preview'), '(client.beta || fallback)');
  assert.equal(valueOf(facts, 'sound'), 'client.audio');
  assert.equal(valueOf(facts, 'rest'), '-');
  assert.equal(valueOf(facts, 'first'), 'Promise.all(jobs)[0]');
  assert.equal(valueOf(facts, 'third'), '(Promise.all(jobs)[2] || 3)');
  assert.equal(valueOf(facts, 'id'), '-');
  assert.equal(valueOf(facts, 'key'), '-');
  assert.deepEqual(
    facts.bindings.filter(({ name }) => name === 'a').map(({ value }) => show(value)),
    ['-', 'source.a', 'pair[0]'],
  );
  assert.deepEqual(
    facts.bindings.filter(({ name }) => name === 'b').map(({ value }) => show(value)),
    ['-', '(source.y || 2)', 'pair[1]'],
  );
  assert.deepEqual(storesOf(facts), ['this.x = source.x']);
});

test('`using` is a with-binding whose call is marked', () => {
  const facts = analyze('{ await using session = await open(); using lock = take(); }');
  assert.deepEqual(
    ['session', 'lock'].map((name) => bindingOf(facts, name).kind),
    ['with', 'with'],
  );
  assert.deepEqual(
    facts.calls.map(({ inWith }) => inWith),
    [true, true],
  );
});

test('comments are listed, and nothing that only looks like one', () => {
  const facts = analyze(
    `#!/usr/bin/env node
// tier: batch
const url = 'https://api.openai.com/v1'; /* trailing */
const glob = /[/*]\\/\\//; const t = \`// \${a /* inside */} // not\`;
const view = <a href="//x">// text {/* in JSX */}</a>; // end
function empty() { /* nothing */ }
/** doc */ /* unterminated`,
    'view.tsx',
  );
  assert.deepEqual(
    facts.comments.map(({ text }) => text),
    ['// tier: batch', '/* trailing */', '/* inside */', '/* in JSX */', '// end', '/* nothing */', '/** doc */', '/* unterminated'],
  );
});

test('half-typed code keeps every call around the gap', () => {
  const text = `
const client = new OpenAI();
async function main() {
  const first = await client.responses.create({ model: 'gpt-5.2', input: read(
  const second = await client.
  await client.chat.completions.create({ model: pick() });
}
main(`;
  const facts = analyze(text);
  assert.equal(facts.hasErrors, true);
  const callees = facts.calls.map(({ call }) => show(call.callee));
  for (const callee of ['OpenAI', 'client.responses.create', 'read', 'client.await.client.chat.completions.create', 'pick', 'main']) {
    assert.ok(
      callees.some((found) => found === callee || found.endsWith('chat.completions.create')),
      callee,
    );
  }
  const { argumentsSpan } = facts.calls.at(-1)!.call;
  assert.equal(text.slice(argumentsSpan.start, argumentsSpan.end), '(');
});

test('awaiting a parenthesised call at the top of a file without imports is no call of `await`', () => {
  const text = 'const reply = await (client.responses.create({}));';
  const facts = analyze(text, 'cell.js');
  assert.deepEqual(callsOf(facts, text), ['client.responses.create({})']);
  assert.equal(facts.calls[0]!.awaited, true);
});
