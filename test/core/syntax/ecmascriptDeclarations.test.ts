import assert from 'node:assert/strict';
import test from 'node:test';
import { analyze, bindingOf, show, storesOf, valueOf } from './ecmascriptSupport';

test('functions have parameters, defaults, annotations and what they return', () => {
  const facts = analyze(`
async function ask(client: OpenAI, model = 'gpt-5.2', ...rest: string[]): Promise<string | undefined> {
  const helper = () => client;
  if (!model) return;
  return client.responses.create({ model });
}`);
  const ask = facts.functions.find(({ name }) => name === 'ask')!;
  assert.deepEqual(
    ask.parameters.map(({ name, kind, annotation, default: value }) => [name, kind, show(annotation), show(value)]),
    [
      ['client', 'positional', 'OpenAI', '-'],
      ['model', 'positional', '-', "'gpt-5.2'"],
      ['rest', 'rest', 'Array[?]', '-'],
    ],
  );
  assert.deepEqual(ask.returns.map(show), ['client.responses.create({model: model})']);
  assert.equal(show(ask.returnAnnotation), 'Promise[(? | null)]');
  assert.equal(ask.isAsync, true);
  const arrow = facts.functions.find(({ name }) => name === undefined)!;
  assert.deepEqual(arrow.returns.map(show), ['client']);
  assert.equal(bindingOf(facts, 'model').parameter, 1);
  assert.equal(bindingOf(facts, 'model').kind, 'parameter');
});

test('a destructured parameter has a synthetic name that its parts are members of', () => {
  const facts = analyze('export function Chat(id: string, { client, model = "gpt-5.2", deep: { x } }: Props = {}) {}');
  assert.equal(facts.functions[0]!.parameters[1]!.name, '#1');
  const parameter = bindingOf(facts, '#1');
  assert.deepEqual(
    [parameter.kind, parameter.parameter, show(parameter.annotation), show(parameter.value)],
    ['parameter', 1, 'Props', '{}'],
  );
  assert.equal(valueOf(facts, 'client'), '#1.client');
  assert.equal(valueOf(facts, 'model'), "(#1.model || 'gpt-5.2')");
  assert.equal(valueOf(facts, 'x'), '#1.deep.x');
  assert.equal(bindingOf(facts, 'client').kind, 'variable');
});

test('`this` as a first parameter is typed but takes no argument', () => {
  const facts = analyze('function send(this: Service, text: string) {}');
  assert.deepEqual(
    facts.functions[0]!.parameters.map(({ name }) => name),
    ['text'],
  );
  assert.equal(show(bindingOf(facts, 'this').annotation), 'Service');
  assert.equal(bindingOf(facts, 'text').parameter, 0);
});

test('classes hold fields, private names, statics, accessors and methods', () => {
  const facts = analyze(`
class Answerer extends Base implements Answers {
  #client: OpenAI = new OpenAI();
  static shared = new Answerer();
  readonly model = 'gpt-5.2';
  declare extra: string;
  constructor(private readonly other: OpenAI, plain: string) { super(); this.plain = plain; }
  get client() { return this.#client; }
  set client(value) { this.#client = value; }
  static async create(): Promise<Answerer> { return new Answerer(); }
  *items() { yield this.model; yield* more(); }
}`);
  const [answerer] = facts.classes;
  assert.equal(answerer!.name, 'Answerer');
  assert.deepEqual(answerer!.bases.map(show), ['Base']);
  const members = facts.bindings.filter(({ scope }) => scope === answerer!.scope);
  assert.deepEqual(
    members.map(({ name, kind, value, annotation }) => `${kind} ${name}: ${show(annotation)} = ${show(value)}`),
    [
      'variable #client: OpenAI = new OpenAI()',
      'variable shared: - = new Answerer()',
      "variable model: - = 'gpt-5.2'",
      'variable extra: ? = -',
      'variable other: OpenAI = -',
      'function constructor: - = fn#0',
      'function client: - = fn#1',
      'function create: - = fn#3',
      'function items: - = fn#4',
    ],
  );
  assert.deepEqual(storesOf(facts), ['this.other = other', 'this.plain = plain', 'this.#client = value']);
  const [, getter, setter, create, items] = facts.functions;
  assert.deepEqual([getter!.isGetter, setter!.isGetter, create!.isStatic, create!.class], [true, false, true, 0]);
  assert.deepEqual(items!.yields.map(show), ['this.model']);
  assert.equal(facts.scopes[getter!.scope]!.parent, answerer!.scope);
});

test('class expressions and named function expressions see themselves, and nobody else sees them', () => {
  const facts = analyze('const A = class Inner {}; const f = function again() { return again(); };');
  assert.equal(valueOf(facts, 'A'), 'class#0');
  assert.notEqual(bindingOf(facts, 'Inner').scope, 0);
  assert.equal(valueOf(facts, 'again'), 'fn#0');
  assert.notEqual(bindingOf(facts, 'again').scope, 0);
});

test('decorators are kept on classes and methods', () => {
  const facts = analyze(`
@Controller('chat')
export class ChatController {
  constructor(@Inject(OPENAI) private client: OpenAI) {}
  @Post('ask') ask(@Body() body: Ask) { return this.client.responses.create(body); }
}`);
  assert.deepEqual(facts.classes[0]!.decorators.map(show), ["Controller('chat')"]);
  assert.deepEqual(facts.functions.find(({ name }) => name === 'ask')!.decorators.map(show), ["Post('ask')"]);
});

test('interfaces and object types are classes of kind interface', () => {
  const facts = analyze(`
export interface Deps extends Base<string> { client: OpenAI; make(): OpenAI; readonly get?: () => OpenAI }
type Options = { client?: OpenAI };
type Both = Base & { extra: OpenAI };
type Alias = OpenAI;
type Generic<T extends OpenAI> = T;
`);
  const named = (name: string) => facts.classes.find((candidate) => candidate.name === name)!;
  const membersOf = (name: string) => facts.bindings.filter(({ scope }) => scope === named(name).scope).map(({ name: member }) => member);
  assert.deepEqual([named('Deps').kind, named('Options').kind], ['interface', 'interface']);
  assert.deepEqual(membersOf('Deps'), ['client', 'make', 'get']);
  assert.deepEqual(named('Deps').bases.map(show), ['Base']);
  assert.equal(show(facts.functions.find(({ name }) => name === 'make')!.returnAnnotation), 'OpenAI');
  assert.deepEqual(membersOf('Options'), ['client']);
  assert.deepEqual([named('Both').bases.map(show), membersOf('Both')], [['Base'], ['extra']]);
  assert.equal(valueOf(facts, 'Alias'), 'OpenAI');
  assert.equal(bindingOf(facts, 'Alias').kind, 'class');
  assert.equal(valueOf(facts, 'T'), 'OpenAI');
});

test('a type named like a value leaves the value', () => {
  const facts = analyze('export const Reply = z.object({}); export type Reply = z.infer<typeof Reply>;');
  assert.deepEqual(
    facts.bindings.filter(({ name }) => name === 'Reply').map(({ value }) => show(value)),
    ['z.object({})'],
  );
});

test('annotations are lowered like values', () => {
  const annotation = (type: string): string => show(bindingOf(analyze(`let value: ${type};`), 'value').annotation);
  assert.equal(annotation('OpenAI | AzureOpenAI | null | undefined'), '(OpenAI | AzureOpenAI | null | null)');
  assert.equal(annotation('Promise<OpenAI>'), 'Promise[OpenAI]');
  assert.equal(annotation('Record<string, OpenAI.Chat>'), 'Record[[?, OpenAI.Chat]]');
  assert.equal(annotation('ReturnType<typeof makeClient>'), 'ReturnType[makeClient]');
  assert.equal(annotation('typeof shared.client'), 'shared.client');
  assert.equal(annotation("'flex' | 'default' | 3 | true"), "('flex' | 'default' | 3 | true)");
  assert.equal(annotation('readonly OpenAI[]'), 'Array[OpenAI]');
  assert.equal(annotation('[OpenAI, name?: string]'), '[OpenAI, ?]');
  assert.equal(annotation("import('openai').OpenAI"), 'import(openai).* (type).OpenAI');
  assert.equal(annotation("Deps['client']"), 'Deps.client');
  assert.equal(annotation('string'), '?');
  assert.equal(annotation('keyof Deps'), '?');
  assert.equal(annotation('() => OpenAI'), 'fn#0');
});

test('overload signatures give way to their implementation; ambient functions stand for themselves', () => {
  const facts = analyze(`
function make(): OpenAI;
function make(key: string): OpenAI;
function make(key?: string) { return new OpenAI(); }
declare function ambient(): OpenAI;
abstract class A { go(): void; go(x?: string) {} abstract client(): OpenAI; }
`);
  const bound = facts.bindings.filter(({ kind }) => kind === 'function').map(({ name }) => name);
  assert.deepEqual(bound, ['make', 'ambient', 'go', 'client']);
});

test('enums are classes with constants, namespaces are blocks', () => {
  const facts = analyze(`
export enum Tier { Flex = 'flex', Standard = 'default' }
namespace Internal { export const client = new OpenAI(); var old = 1; }
`);
  assert.equal(valueOf(facts, 'Flex'), "'flex'");
  assert.equal(facts.classes[facts.scopes[bindingOf(facts, 'Flex').scope]!.class!]!.name, 'Tier');
  for (const name of ['client', 'old']) assert.equal(facts.scopes[bindingOf(facts, name).scope]!.kind, 'block');
  assert.deepEqual(
    facts.exports.map(({ name }) => name),
    ['Tier'],
  );
});
