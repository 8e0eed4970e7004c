/** What a file's functions hold of batches: where they are asked for, and which names stand for one or for its status. */
import { traitsOf } from '../syntax/languageTraits';
import type { SourceUnit } from '../link/moduleHost';
import type { Expression } from '../syntax/expression';
import type { FileFlow, FlowBlock, FlowCall, FlowExpression, FlowFunction } from '../syntax/flow/flow';
import { ownCalls, statementsIn } from '../syntax/flow/walk';
import type { Meaning } from './condition';

export type What = 'batch' | 'status';

/** Steps through helper functions. */
const MOST_STEPS = 3;

/** `client.batches.retrieve`, `openai.Batch.aretrieve`; Anthropic's hang on messages. */
export function isRetrieve({ callee = '' }: FlowCall): boolean {
  return /(?:^|\.)(?:batches\.retrieve|Batch\.a?retrieve)$/.test(callee) && !/\bmessages\.batches\.retrieve$/.test(callee);
}

export class BatchFlow {
  private readonly names = new Map<FlowFunction, ReadonlyMap<string, What>>();
  private readonly functions = new Map<string, FlowFunction | undefined>();

  constructor(
    readonly unit: SourceUnit,
    readonly flow: FileFlow,
  ) {
    const { functions, bindings } = unit.facts;
    const handedIn = new Set(bindings.flatMap(({ name, kind }) => (kind === 'parameter' ? [name] : [])));
    const bound = new Set(bindings.flatMap(({ name, kind, value }) => (kind === 'function' || value?.kind === 'function' ? [name] : [])));
    for (const { span, name, class: owner } of functions) {
      const found = name === undefined ? undefined : flow.functionOf(span);
      if (!found || name === undefined) continue;
      // Two of a name are nobody's, nor is one that may be handed in.
      const key = owner !== undefined ? `self.${name}` : bound.has(name) && !handedIn.has(name) ? name : undefined;
      if (key !== undefined) this.functions.set(key, this.functions.has(key) ? undefined : found);
    }
  }

  /** All functions of the file, the module first. */
  get all(): readonly FlowFunction[] {
    const found = this.unit.facts.functions.flatMap(({ span }) => this.flow.functionOf(span) ?? []);
    return [this.flow.module, ...new Set(found)];
  }

  text({ start, end }: { readonly start: number; readonly end: number }): string {
    return this.unit.text.slice(start, end);
  }

  /** The function of this file that a call calls: by its name, or as a method of the same object. */
  called({ callee = '' }: FlowCall): FlowFunction | undefined {
    return this.functions.get(callee.replace(/^(?:this|cls)\./, 'self.'));
  }

  /** Whether a call asks for a batch, itself or through functions of this file. */
  asks(call: FlowCall, steps = MOST_STEPS): boolean {
    if (isRetrieve(call)) return true;
    const called = steps > 0 ? this.called(call) : undefined;
    return called !== undefined && this.asksIn(called.body, steps - 1);
  }

  asksIn(block: FlowBlock, steps = MOST_STEPS): boolean {
    for (const statement of statementsIn(block)) for (const call of ownCalls(statement)) if (this.asks(call, steps)) return true;
    return false;
  }

  /** What names mean within a function: its own and those of the functions round it. */
  meaning(inside: FlowFunction, more: ReadonlyMap<string, What> = new Map()): Meaning {
    const chain: ReadonlyMap<string, What>[] = [more];
    for (let each: FlowFunction | undefined = inside; each; each = each.outer) chain.push(this.namesOf(each));
    return {
      what: (path) => this.whatIs(path, chain),
      texts: (path) => this.textsOf(path),
    };
  }

  /** A condition's text in which calls that ask for a batch stand as names. */
  conditionText({ span, calls }: FlowExpression): { readonly text: string; readonly names: ReadonlyMap<string, What> } {
    const names = new Map<string, What>();
    let text = '';
    let at = span.start;
    for (const call of calls) {
      const what = call.span.start < at ? undefined : this.whatCallGives(call);
      if (!what) continue;
      const name = `__${what}_${names.size}`;
      names.set(name, what);
      text += this.unit.text.slice(at, call.span.start) + name;
      at = call.span.end;
    }
    return { text: text + this.unit.text.slice(at, span.end), names };
  }

  private whatIs(path: string, chain: readonly ReadonlyMap<string, What>[]): What | undefined {
    for (const names of chain) {
      const own = names.get(path);
      if (own) return own;
      if (path.endsWith('.status') && names.get(path.slice(0, -'.status'.length)) === 'batch') return 'status';
    }
    return undefined;
  }

  /** Names that are assigned a batch or its status somewhere in the function. */
  private namesOf(of: FlowFunction): ReadonlyMap<string, What> {
    const known = this.names.get(of);
    if (known) return known;
    const names = new Map<string, What>();
    this.names.set(of, names);
    for (const statement of statementsIn(of.body)) {
      if (statement.kind !== 'assign' || !statement.value) continue;
      const what = this.whatItIs(statement.value, names);
      for (const { span, form, names: bound } of what ? statement.targets : []) {
        if (form === 'name' || form === 'member') names.set(this.text(span), what!);
        // const { status } = await client.batches.retrieve(id)
        else if (what === 'batch' && traitsOf(this.unit.facts.language).patternsTakeKeys && bound.includes('status'))
          names.set('status', 'status');
      }
    }
    return names;
  }

  /** What the value of an expression is, given what names are. */
  whatItIs({ span, calls, shape }: FlowExpression, names: ReadonlyMap<string, What>): What | undefined {
    let text = this.text(span);
    const outer = calls.find((call) => this.whatCallGives(call) !== undefined);
    if (outer) {
      text = `${this.unit.text.slice(span.start, outer.span.start)}@${this.unit.text.slice(outer.span.end, span.end)}`;
      text = text.replace(/\bawait\b|[()\s]/g, '');
      const given = this.whatCallGives(outer);
      if (text === '@') return given;
      return (text === '@.status' || text === '@?.status') && given === 'batch' ? 'status' : undefined;
    }
    if (shape !== 'name') return undefined;
    return this.whatIs(text.replace(/\s+/g, '').replaceAll('?.', '.'), [names]);
  }

  private whatCallGives(call: FlowCall, steps = MOST_STEPS): What | undefined {
    if (isRetrieve(call)) return 'batch';
    const called = steps > 0 ? this.called(call) : undefined;
    if (!called || !this.asksIn(called.body, steps - 1)) return undefined;
    const names = this.namesOf(called);
    const given = [...statementsIn(called.body)].flatMap((statement) =>
      statement.kind === 'return' && statement.value ? [this.whatItIs(statement.value, names)] : [],
    );
    const [first] = given;
    return given.length > 0 && given.every((each) => each === first) ? first : undefined;
  }

  /** A constant list of texts, or one text, of the module or of a function. */
  private textsOf(path: string): readonly string[] | undefined {
    const bindings = this.unit.facts.bindings.filter(({ name, kind }) => name === path && kind === 'variable');
    const [only] = bindings;
    return bindings.length === 1 && only?.value && !only.augmented ? textsIn(only.value) : undefined;
  }
}

function textsIn(value: Expression): readonly string[] | undefined {
  if (value.kind === 'string') return value.value === undefined ? undefined : [value.value];
  if (value.kind === 'list') {
    const texts = value.items.map((item) => (item.kind === 'string' ? item.value : undefined));
    return texts.every((text) => text !== undefined) ? texts : undefined;
  }
  // new Set([...]), frozenset({...})
  const [first] = value.kind === 'call' ? value.args : [];
  const isSet = value.kind === 'call' && value.callee.kind === 'name' && /^(?:Set|set|frozenset|tuple|list)$/.test(value.callee.name);
  return isSet && first ? textsIn(first.value) : undefined;
}
