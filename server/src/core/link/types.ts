/** Type annotations as hints of who a value is. */
import type { Expression } from '../syntax/expression';
import { clientClass } from '../libraries';
import { familyOf } from '../syntax/family';
import { typedClient } from './construction';
import type { Evaluator } from './evaluator';
import type { Context, Value } from './value';

/** Generic types that stand for their (first) argument. */
const TRANSPARENT = new Set([
  'Optional',
  'Annotated',
  'Final',
  'ClassVar',
  'Promise',
  'Awaitable',
  'Readonly',
  'NonNullable',
  'Required',
  'Partial',
  'Depends',
  'Provider',
  'AsyncIterator',
  'Iterator',
  'Generator',
  'AsyncGenerator',
  'AsyncIterable',
  'Iterable',
  'Awaited',
  'SkipValidation',
  'InjectedToolArg',
]);

/** The instances a value of this type can be; empty when the type says nothing. */
export function instancesOf(evaluator: Evaluator, annotation: Expression, context: Context): readonly Value[] {
  switch (annotation.kind) {
    case 'choice':
      return annotation.options.flatMap((option) => instancesOf(evaluator, option, context));
    case 'index':
      return instancesOfGeneric(evaluator, annotation, context);
    case 'name': {
      const alias = aliasOf(evaluator, annotation.name, context);
      if (alias) return instancesOf(evaluator, alias.expression, alias.context);
      return evaluator.evaluate(annotation, context).flatMap((value) => instanceOfValue(value, context));
    }
    case 'call':
    case 'member':
      return evaluator.evaluate(annotation, context).flatMap((value) => instanceOfValue(value, context));
    default:
      return [];
  }
}

const MAX_ALIASES = 6;

/** FastAPI style: `Client = Annotated[OpenAI, Depends(get_client)]`, here or in a file it is imported from. */
function aliasOf(
  evaluator: Evaluator,
  name: string,
  context: Context,
  hops = 0,
): { readonly expression: Expression; readonly context: Context } | undefined {
  const found = context.index.lookUp(name, context.scope);
  const value = found?.bindings.length === 1 ? found.bindings[0]!.value : undefined;
  if (value?.kind === 'index' || (value?.kind === 'choice' && value.form === 'union'))
    return { expression: value, context: evaluator.contextAt(context, value) };
  if (value?.kind !== 'import' || value.imported === '*' || hops >= MAX_ALIASES) return undefined;
  const file = evaluator.host.resolve(context.file, value.module, context.index.facts.language);
  const index = file === undefined ? undefined : evaluator.index(file);
  return file !== undefined && index ? aliasOf(evaluator, value.imported, { file, index, scope: 0 }, hops + 1) : undefined;
}

function instancesOfGeneric(evaluator: Evaluator, annotation: Extract<Expression, { kind: 'index' }>, context: Context): readonly Value[] {
  const { object, index } = annotation;
  const name = object.kind === 'name' ? object.name : object.kind === 'member' ? object.property : '';
  const args = index.kind === 'list' ? index.items : [index];
  if (name === 'Union') return args.flatMap((arg) => instancesOf(evaluator, arg, context));
  const [first] = args;
  if (!first) return [];
  if (name === 'Annotated') {
    // FastAPI: Annotated[OpenAI, Depends(get_client)]: the dependency says more than the type.
    const injected = args
      .slice(1)
      .flatMap((arg) => evaluator.evaluate(arg, context))
      .filter((value) => value.kind === 'client' || value.kind === 'instance');
    if (injected.length > 0) return injected;
  }
  if (name === 'InstanceType') return instancesOf(evaluator, first, context);
  if (name === 'ReturnType') {
    return evaluator.evaluate(first, context).flatMap((value): readonly Value[] => {
      if (value.kind !== 'function') return [];
      const facts = value.context.index.facts.functions[value.function]!;
      return facts.returns.flatMap((result) => evaluator.evaluate(result, evaluator.enter(value, undefined, context)));
    });
  }
  return TRANSPARENT.has(name) ? instancesOf(evaluator, first, context) : [];
}

function instanceOfValue(value: Value, context: Context): readonly Value[] {
  if (value.kind === 'class') return [{ kind: 'instance', context: value.context, class: value.class }];
  // `typeof client`, and TypeScript namespaces merged with a value.
  if (value.kind === 'client' || value.kind === 'instance') return [value];
  if (value.kind !== 'external') return [];
  const cls = clientClass(familyOf(context.index.facts.language), value.module, value.path);
  if (cls) return [{ kind: 'client', client: typedClient(cls) }];
  const resource = resourcePath(value);
  const sdk = resource && clientClass(familyOf(context.index.facts.language), value.module, ['OpenAI']);
  if (sdk) return [{ kind: 'resource', client: typedClient(sdk), path: resource }];
  return [{ kind: 'product', module: value.module, path: value.path }];
}

/** `OpenAI.Responses`, `openai.resources.chat.AsyncCompletions`: types of what hangs on a client, by the path they hang at. */
function resourcePath({ module, path }: Extract<Value, { kind: 'external' }>): readonly string[] | undefined {
  const name = path.at(-1)?.replace(/^Async/, '');
  if (name === 'Responses') return ['responses'];
  if (name !== 'Completions') return undefined;
  return path.includes('Chat') || path.includes('chat') || /\bchat\b/.test(module) ? ['chat', 'completions'] : ['completions'];
}
