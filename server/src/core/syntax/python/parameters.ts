import type { Parameter } from '../facts';
import type { Mutable } from './context';
import type { BindingDetails, Lowering } from './lowering';
import { lowerAnnotation } from './types';

/** A parameter with the nodes of the names it binds: one, or several for Python 2's `def f((a, b))`. */
export interface LoweredParameter {
  readonly facts: Parameter;
  readonly names: readonly number[];
}

/** Lowers a parameter list; defaults and annotations belong to the scope around the function, which must be the current one. */
export function lowerParameters(l: Lowering, list: number): LoweredParameter[] {
  if (list === 0) return [];
  const parameters: LoweredParameter[] = [];
  let kind: Parameter['kind'] = 'positional';
  for (const node of l.tree.children(list)) {
    const type = l.tree.type(node);
    if (type === 'keyword_separator') kind = 'keyword-only';
    else if (type !== 'positional_separator') {
      const parameter = lowerParameter(l, node, kind);
      if (parameter === undefined) continue;
      parameters.push(parameter);
      if (parameter.facts.kind === 'rest') kind = 'keyword-only';
    }
  }
  return parameters;
}

/** Binds the parameters in the current scope: the function's. */
export function bindParameters(l: Lowering, parameters: readonly LoweredParameter[]): void {
  parameters.forEach(({ facts, names }, parameter) => {
    const value = facts.name === undefined ? undefined : facts.default;
    const details: BindingDetails = { value, annotation: facts.annotation, parameter };
    for (const name of names) l.bind('parameter', l.tree.slice(name), l.span(name), details);
  });
}

function lowerParameter(l: Lowering, node: number, kind: Parameter['kind']): LoweredParameter | undefined {
  const type = l.tree.child(node, 'type');
  const value = l.tree.child(node, 'value');
  const named = namedPart(l, node);
  if (named === undefined) {
    l.visit(node);
    return undefined;
  }
  const facts: Mutable<Parameter> = { kind: named.kind ?? kind };
  if (named.names.length === 1 && !named.isPattern) facts.name = l.tree.slice(named.names[0]!);
  if (type !== 0) facts.annotation = lowerAnnotation(l, type);
  if (value !== 0) facts.default = l.expression(value);
  return { facts, names: named.names };
}

interface NamedPart {
  readonly names: readonly number[];
  readonly kind?: Parameter['kind'];
  readonly isPattern?: true;
}

function namedPart(l: Lowering, node: number): NamedPart | undefined {
  switch (l.tree.type(node)) {
    case 'identifier':
      return { names: [node] };
    case 'default_parameter':
    case 'typed_default_parameter': {
      const name = l.tree.child(node, 'name');
      return name === 0 ? undefined : namedPart(l, name);
    }
    case 'typed_parameter': {
      const name = l.tree.firstChild(node);
      return name === 0 ? undefined : namedPart(l, name);
    }
    case 'list_splat_pattern':
      return { names: l.tree.children(node), kind: 'rest' };
    case 'dictionary_splat_pattern':
      return { names: l.tree.children(node), kind: 'keywords' };
    case 'tuple_pattern':
      return { names: identifiers(l, node), isPattern: true };
    default:
      return undefined;
  }
}

function identifiers(l: Lowering, node: number): number[] {
  return l.tree.children(node).flatMap((child) => (l.tree.type(child) === 'identifier' ? [child] : identifiers(l, child)));
}
