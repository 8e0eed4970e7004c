import type { Expression } from '../expression';
import type { Binding } from '../facts';
import type { Span } from '../../text/span';
import type { BindingDetails, Lowering } from './lowering';

/** What is assigned to a target, and how. */
export interface Assigned {
  readonly kind: Binding['kind'];
  /** The value assigned, taken apart for targets that unpack. */
  readonly value: Expression | undefined;
  /** What is iterated or entered: the value of a single name, unknown for targets that unpack. */
  readonly iterable?: Expression | undefined;
  readonly annotation?: Expression | undefined;
  readonly augmented?: boolean;
  readonly constant?: boolean;
  /** The whole assignment. */
  readonly span: Span;
}

/** Binds the names of an assignment target; members and subscripts become stores. */
export function bindTarget(l: Lowering, target: number, assigned: Assigned): void {
  const { tree } = l;
  switch (tree.type(target)) {
    case 'identifier':
      l.bind(assigned.kind, tree.slice(target), l.span(target), details(assigned));
      return;
    case 'attribute':
    case 'subscript':
      l.store(l.expression(target), storedValue(l, target, assigned), assigned.span, details(assigned));
      return;
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'list':
    case 'expression_list':
      unpack(l, tree.children(target), assigned);
      return;
    case 'parenthesized_expression':
    case 'as_pattern_target':
    case 'list_splat_pattern':
    case 'list_splat':
      for (const inner of tree.children(target)) bindTarget(l, inner, assigned);
      return;
    default:
      l.visit(target);
  }
}

function details(assigned: Assigned): BindingDetails {
  const { value, iterable, annotation, augmented, constant } = assigned;
  return { value: value ?? iterable, annotation, augmented, constant };
}

/** A store needs a value; that of a loop target is one item of the iterable, which has no expression. */
function storedValue(l: Lowering, target: number, { kind, value, iterable }: Assigned): Expression {
  return value ?? (kind === 'with' ? iterable : undefined) ?? l.opaque(target);
}

/** Pairs targets with the items of a list of the same length; of anything else they are indices. */
function unpack(l: Lowering, targets: readonly number[], assigned: Assigned): void {
  const { iterable, annotation, ...each } = assigned;
  const starAt = targets.findIndex((target) => isStar(l.tree.type(target)));
  targets.forEach((target, index) => {
    bindTarget(l, target, { ...each, value: assigned.value && itemOf(l, assigned.value, index, starAt, targets.length) });
  });
}

/** The item that the target at `index` of `count` takes; undefined when nothing is known of it. */
function itemOf(l: Lowering, value: Expression, index: number, starAt: number, count: number): Expression | undefined {
  const fromEnd = starAt !== -1 && index > starAt;
  if (value.kind === 'list' && !value.items.some((item) => l.starred.has(item))) {
    const { items } = value;
    if (starAt === -1) return items.length === count ? items[index] : undefined;
    if (items.length < count - 1) return undefined;
    if (index === starAt) return { kind: 'list', items: items.slice(index, items.length - (count - 1 - index)), span: value.span };
    return fromEnd ? items[items.length - (count - index)] : items[index];
  }
  if (value.kind === 'list' || value.kind === 'opaque' || index === starAt) return undefined;
  const { span } = value;
  return { kind: 'index', object: value, index: { kind: 'number', value: fromEnd ? index - count : index, span }, span };
}

function isStar(type: string): boolean {
  return type === 'list_splat_pattern' || type === 'list_splat';
}
