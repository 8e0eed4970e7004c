/** What `value.property` can be. */
import { traitsOf } from '../syntax/languageTraits';
import type { MemberExpression } from '../syntax/expression';
import type { Binding, Store } from '../syntax/facts';
import { constructFromSuper } from './construction';
import { keyValues } from './dictionaries';
import { FROM_ENVIRONMENT } from './environment';
import type { Evaluator } from './evaluator';
import { lastName } from './factsIndex';
import { moduleMember } from './modules';
import { instancesOf } from './types';
import { UNKNOWN, type Context, type Value } from './value';

/** Members that hand out the same resource with another way to read the response. */
const TRANSPARENT_MEMBERS = new Set(['with_raw_response', 'with_streaming_response']);

type ClassValue = Extract<Value, { kind: 'class' | 'instance' }>;

export function evaluateMember(
  evaluator: Evaluator,
  object: Value,
  property: string,
  expression: MemberExpression | undefined,
): readonly Value[] {
  switch (object.kind) {
    case 'client':
      if (TRANSPARENT_MEMBERS.has(property)) return [object];
      // instructor and tracing wrappers keep the client they wrap under these names.
      if (property === 'client' || property === '_client') return [object];
      return [{ kind: 'resource', client: object.client, path: [property] }];
    case 'built':
      return [object.member === undefined ? { ...object, member: property } : UNKNOWN];
    case 'resource':
      // `client.chat.completions.create.bind(...)`: called, it gives the method again.
      if (property === 'bind') return [object];
      return TRANSPARENT_MEMBERS.has(property) ? [object] : [{ ...object, path: [...object.path, property] }];
    case 'external':
      return [{ ...object, path: [...object.path, property] }];
    case 'product':
      return [{ ...object, path: [...object.path, property] }];
    case 'module':
      return moduleMember(evaluator, object.file, property);
    case 'instance':
    case 'class':
      return attributeValue(evaluator, object, property);
    case 'dictionary':
      return keyValues(evaluator, object, property);
    case 'unseen':
      return [object];
    case 'function':
      return expression && property === 'default' ? [object] : [UNKNOWN];
    default:
      return [UNKNOWN];
  }
}

/** An attribute of an instance or a class: what methods store, what the body binds, methods, then the bases. */
export function attributeValue(evaluator: Evaluator, object: ClassValue, name: string, seen: Set<string> = new Set()): readonly Value[] {
  const own = ownAttribute(evaluator, object, name);
  const overridden = overriddenBySubclasses(evaluator, object, name);
  if (own.length > 0) return [...own, ...overridden];
  const inherited = inheritedAttribute(evaluator, object, name, seen);
  const all = [...inherited, ...overridden];
  return all.length > 0 ? all : [{ kind: 'unseen', why: 'attribute' }];
}

function ownAttribute(evaluator: Evaluator, object: ClassValue, name: string): readonly Value[] {
  const { context } = object;
  const { index } = context;
  const values: Value[] = [];
  const declared: Value[] = [];
  for (const store of index.attributeStores(object.class, name)) {
    const inner = storeContext(evaluator, object, store);
    const stored = store.augmented ? [UNKNOWN] : evaluator.evaluate(store.value, inner);
    const settled = stored.some((value) => value.kind !== 'unseen' && value.kind !== 'unknown');
    const typed = !settled && store.annotation ? instancesOf(evaluator, store.annotation, inner) : [];
    if (typed.length > 0) declared.push(...typed);
    else values.push(...stored);
  }
  for (const binding of index.bindingsIn(index.facts.classes[object.class]!.scope, name)) {
    if (binding.kind === 'function') continue;
    const bound = evaluator.evaluateBinding(binding, { ...context, scope: binding.scope });
    // `client: OpenAI` and `client: OpenAI = None` in the class body only declare what `__init__` stores: it counts when nothing is known there.
    (binding.value && binding.value.kind !== 'null' ? values : declared).push(...bound);
    // `base_url: str | None = None` in a dataclass or a pydantic model: whoever makes the object may say otherwise.
    if (isField(object, binding) && bound.every((value) => value.kind === 'literal'))
      (binding.value?.kind === 'null' ? declared : values).push(
        isSettings(object) ? FROM_ENVIRONMENT : { kind: 'unseen', why: 'attribute' },
      );
  }
  const present = values.filter((value) => !(value.kind === 'literal' && value.value === null));
  const settled = present.filter((value) => value.kind !== 'unseen' && value.kind !== 'unknown');
  if (settled.length > 0) return present;
  if (declared.some((value) => value.kind !== 'unseen')) return declared;
  if (present.length > 0) return present;
  return methodValue(evaluator, object, name);
}

function isField(object: ClassValue, binding: Binding): boolean {
  return (
    object.kind === 'instance' &&
    traitsOf(object.context.index.facts.language).declaresFields &&
    binding.annotation !== undefined &&
    !binding.constant
  );
}

/** pydantic-settings: each field is read from the environment, and has its default where nothing is set. */
function isSettings({ context, class: at }: ClassValue): boolean {
  return context.index.facts.classes[at]!.bases.some((base) => (base.kind === 'name' ? base.name : lastName(base)) === 'BaseSettings');
}

function methodValue(evaluator: Evaluator, object: ClassValue, name: string): readonly Value[] {
  const { context } = object;
  return context.index.methods(object.class, name).flatMap((fn): readonly Value[] => {
    const facts = context.index.facts.functions[fn]!;
    const value: Value = { kind: 'function', context: { ...context, scope: 0 }, function: fn, receiver: object };
    if (!facts.isGetter) return [value];
    const inner = { ...evaluator.enter(value, undefined, context), scope: facts.scope };
    return facts.returns.flatMap((result) => evaluator.evaluate(result, inner));
  });
}

function inheritedAttribute(evaluator: Evaluator, object: ClassValue, name: string, seen: Set<string>): readonly Value[] {
  const { context } = object;
  const facts = context.index.facts.classes[object.class]!;
  const key = `${context.file}#${object.class}`;
  if (seen.has(key)) return [];
  seen.add(key);
  return facts.bases.flatMap((written): readonly Value[] => {
    // `Service[Config]`: the arguments of a generic base do not change what it stores.
    const base = written.kind === 'index' ? written.object : written;
    return evaluator.evaluate(base, evaluator.contextAt({ ...context, scope: 0 }, base)).flatMap((value): readonly Value[] => {
      if (value.kind === 'class') {
        const parent: ClassValue = { kind: 'instance', context: value.context, class: value.class };
        const found = attributeValue(evaluator, parent, name, seen);
        return found.every((item) => item.kind === 'unseen') ? [] : found;
      }
      if (value.kind === 'external' && object.kind === 'instance') {
        const client = constructFromSuper(evaluator, object, value);
        return client ? evaluateMember(evaluator, { kind: 'client', client }, name, undefined) : [];
      }
      return [];
    });
  });
}

/** A subclass in the same file that stores the attribute anew decides for its own instances: the base can't be sure. */
function overriddenBySubclasses(evaluator: Evaluator, object: ClassValue, name: string): readonly Value[] {
  const { context } = object;
  const className = context.index.facts.classes[object.class]!.name;
  if (className === undefined) return [];
  return context.index.subclassesOf(className).flatMap((cls): readonly Value[] => {
    const child: ClassValue = { kind: 'instance', context, class: cls };
    return context.index
      .attributeStores(cls, name)
      .flatMap((store) => evaluator.evaluate(store.value, storeContext(evaluator, child, store)));
  });
}

/** Values stored in the constructor see the arguments of the construction that is being followed. */
function storeContext(evaluator: Evaluator, object: ClassValue, store: Store): Context {
  const { context } = object;
  const plain: Context = { file: context.file, index: context.index, scope: store.scope };
  if (object.kind !== 'instance' || !object.construction) return plain;
  const fn = context.index.functionOf(store.scope);
  const name = fn === undefined ? undefined : context.index.facts.functions[fn]!.name;
  if (fn === undefined || (name !== '__init__' && name !== 'constructor')) return plain;
  const entered = evaluator.enter({ kind: 'function', context, function: fn }, object.construction.call, object.construction.context);
  return { ...entered, scope: store.scope };
}
