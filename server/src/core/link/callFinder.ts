/** Which calls of a file send a request: told apart cheaply by what is written, then by what it evaluates to. */
import type { Catalog } from '../catalog/catalog';
import { exportsCallables } from '../libraries';
import { isFallbackHelper } from '../libraries/generatedHelpers';
import type { CallExpression, Expression } from '../syntax/expression';
import type { CallFacts } from '../syntax/facts';
import type { Evaluator } from './evaluator';
import { MethodResolver, type MethodTarget } from './methodTargets';
import type { SourceUnit } from './moduleHost';
import { isRouter } from './routers';
import type { Context } from './value';

/** A call, or a function that is passed to one, that sends a request. */
export interface FoundCall {
  readonly target: MethodTarget;
  /** What is called or passed. */
  readonly method: Expression;
  /** Which argument it is, where it is passed. */
  readonly methodAt?: number;
}

export class CallFinder {
  private readonly methods: MethodResolver;

  constructor(
    private readonly evaluator: Evaluator,
    catalog: Catalog,
    unit: SourceUnit,
  ) {
    this.methods = new MethodResolver(evaluator, catalog, unit);
  }

  find(item: CallFacts, context: Context): FoundCall | undefined {
    const { call } = item;
    this.evaluator.startCall();
    if (this.mayBeMethod(call.callee, context)) {
      const target = this.methods.target(call.callee, context);
      if (target && !this.wasFoundBefore(call.callee, target, context)) return { target, method: call.callee };
      if (target) return undefined;
    }
    return this.passedAsValue(item, context);
  }

  /** `self.ask = partial(create, model=...)` and `self.ask(...)` are one call: the first, whose arguments say what it costs. */
  private wasFoundBefore(callee: Expression, { partial }: MethodTarget, { file }: Context): boolean {
    return callee.kind === 'member' && partial?.context.file === file && carriesRequest(partial.call);
  }

  /**
   * Cheap: most calls of a file are told apart by what is written. A name or an attribute may stand for a method only
   * when this file gives it one.
   */
  private mayBeMethod(callee: Expression, context: Context): boolean {
    const { index, scope } = context;
    switch (callee.kind) {
      case 'member':
        if (this.methods.methodNames.has(callee.property)) return true;
        return callee.object.kind === 'name' && this.attributeHoldsMethod(callee.object.name, callee.property, context);
      case 'name':
        return (
          index.lookUp(callee.name, scope)?.bindings.some(({ value }) => value !== undefined && this.holdsMethod(value, context)) ?? false
        );
      case 'choice':
        return callee.options.some((option) => this.mayBeMethod(option, context));
      case 'index':
        return callee.object.kind === 'member';
      case 'call':
        return this.holdsMethod(callee, context) || (callee.callee.kind === 'name' && callee.callee.name === 'getattr');
      default:
        return false;
    }
  }

  private attributeHoldsMethod(receiver: string, attribute: string, context: Context): boolean {
    const { index, scope } = context;
    const cls = index.receiverClass(receiver, scope);
    return cls !== undefined && index.attributeStores(cls, attribute).some((store) => this.holdsMethod(store.value, context));
  }

  /** `client.chat.completions.create`: alone, inside a call or a choice, or under a name of its own. */
  private holdsMethod(value: Expression, context: Context, depth = 0): boolean {
    const holds = (inner: Expression): boolean => this.holdsMethod(inner, context, depth + 1);
    if (depth > 4) return false;
    switch (value.kind) {
      case 'member':
        return this.methods.methodNames.has(value.property) || (value.property === 'bind' && holds(value.object));
      case 'choice':
        return value.options.some(holds);
      case 'call':
        return holds(value.callee) || value.args.some((arg) => holds(arg.value));
      case 'name':
        return (
          context.index
            .lookUp(value.name, context.scope)
            ?.bindings.some((binding) => binding.value !== undefined && binding.value.kind !== 'function' && holds(binding.value)) ?? false
        );
      case 'import':
        return exportsCallables(value.module);
      default:
        return false;
    }
  }

  /** `retry(client.chat.completions.create, model=...)`: the arguments of the method stand beside it. */
  private passedAsValue(item: CallFacts, context: Context): FoundCall | undefined {
    const { call } = item;
    const isHelper = sendsWhatItIsHanded(call.callee, context);
    const position = this.methodPosition(item, context);
    if (position < 0) return undefined;
    const arg = call.args[position]!;
    if (!(carriesRequest(call, arg) || isHelper) || this.isCalledLater(item, context)) return undefined;
    const target = this.methods.target(arg.value, context);
    return target && { target, method: arg.value, methodAt: position };
  }

  /** Which argument is the method; -1 for none. What fixes write hands it on first, whatever it is called. */
  private methodPosition({ call: { callee, args } }: CallFacts, context: Context): number {
    const position = args.findIndex(({ value }) => this.isMethodReference(value, context));
    return position < 0 && args.length > 0 && sendsWhatItIsHanded(callee, context) ? 0 : position;
  }

  private isMethodReference(value: Expression, context: Context): boolean {
    if (value.kind === 'choice') return value.options.some((option) => this.isMethodReference(option, context));
    if (value.kind === 'name') return isImportedCallable(value.name, context);
    if (value.kind !== 'member' || !this.methods.methodNames.has(value.property)) return false;
    return value.object.kind === 'member' || (value.object.kind === 'name' && isImportedCallable(value.object.name, context));
  }

  /** `ask = partial(client.chat.completions.create, model=...)` and later `ask(...)`: the later call is the call site. */
  private isCalledLater(item: CallFacts, context: Context): boolean {
    const { index } = context;
    const binding = index.facts.bindings.find(
      ({ value }) => value?.kind === 'call' && value.span.start === item.call.span.start && value.span.end === item.call.span.end,
    );
    return (
      binding !== undefined &&
      index
        .callsOf(binding.name)
        .some((other) => other.call.callee.kind === 'name' && index.lookUp(binding.name, other.scope)?.scope === binding.scope)
    );
  }
}

/** Arguments beside the method are those of a request. */
function carriesRequest({ args }: CallExpression, method = args[0]): boolean {
  return args.some(
    (arg) =>
      arg !== method &&
      (arg.name === 'model' ||
        arg.name === 'messages' ||
        arg.name === 'input' ||
        (arg.value.kind === 'dictionary' && arg.value.entries.some((entry) => entry.key === 'model'))),
  );
}

/** What fixes write: a helper or a router, which sends the request even where none of it can be read here. */
function sendsWhatItIsHanded(callee: Expression, { index, scope }: Context): boolean {
  return (callee.kind === 'name' && isFallbackHelper(callee.name)) || isRouter(callee, scope, index);
}

/** `completion` of `from litellm import completion`, `litellm` of `import litellm`. */
function isImportedCallable(name: string, { index, scope }: Context): boolean {
  return index.lookUp(name, scope)?.bindings.some(({ value }) => value?.kind === 'import' && exportsCallables(value.module)) ?? false;
}
