/** Compares a JSON tree with a shape: what fits is kept, what does not is reported where it stands. */
import type { Node } from 'jsonc-parser';
import { suggestion } from '../text/closest';
import type { Span } from '../text/span';
import type { Shape } from './shape';

export interface ConfigProblem {
  readonly span: Span;
  readonly message: string;
}

export type Report = (span: Span, message: string) => void;

/** The plain value of the parts that fit; undefined when the node itself does not. Every problem is reported. */
export function check(node: Node, shape: Shape, report: Report): unknown {
  const fails = (message: string): undefined => {
    report(spanOf(node), message);
    return undefined;
  };
  const wrong = (wanted: string): undefined => fails(`${show(node)} is not ${wanted}`);
  switch (shape.kind) {
    case 'boolean':
      return node.type === 'boolean' ? node.value : wrong('true or false');
    case 'number':
      if (node.type !== 'number') return wrong('a number');
      return node.value >= shape.minimum ? node.value : wrong(shape.minimum === 0 ? 'zero or more' : `${shape.minimum} or more`);
    case 'text': {
      if (node.type !== 'string') return wrong('a text in quotes');
      const problem = shape.problem?.(node.value as string);
      return problem === undefined ? node.value : fails(problem);
    }
    case 'choice': {
      const values = shape.values.map(({ value }) => value);
      if (node.type !== 'string') return wrong(`a ${shape.noun}: ${values.join(', ')}`);
      return values.includes(node.value as string)
        ? node.value
        : fails(`no ${shape.noun} "${node.value}"${suggestion(node.value as string, values)}`);
    }
    case 'nullable':
      return node.type === 'null' ? null : check(node, shape.of, report);
    case 'list':
      if (node.type !== 'array') return wrong('a list in square brackets');
      return (node.children ?? []).map((item) => check(item, shape.of, report)).filter((item) => item !== undefined);
    case 'map':
      return checkProperties(node, report, (key) => {
        const problem = shape.keyProblem?.(key);
        return problem === undefined ? shape.of : problem;
      });
    case 'object': {
      const keys = Object.keys(shape.fields);
      const value = checkProperties(node, report, (key) =>
        Object.hasOwn(shape.fields, key) ? shape.fields[key]! : `unknown key "${key}"${suggestion(key, keys)}`,
      );
      if (!value) return undefined;
      const missing = shape.required?.find((key) => !(node.children ?? []).some((property) => property.children?.[0]?.value === key));
      return missing === undefined ? value : fails(`"${missing}" is missing here`);
    }
  }
}

/** `shapeOf` gives the shape of a key's value, or what is wrong with the key. */
function checkProperties(node: Node, report: Report, shapeOf: (key: string) => Shape | string): Record<string, unknown> | undefined {
  if (node.type !== 'object') {
    report(spanOf(node), `${show(node)} is not an object in curly brackets`);
    return undefined;
  }
  const read: [string, unknown][] = [];
  const seen = new Set<string>();
  for (const { children = [] } of node.children ?? []) {
    const [keyNode, valueNode] = children;
    if (!keyNode) continue;
    const key = keyNode.value as string;
    if (seen.has(key)) report(spanOf(keyNode), `"${key}" stands here twice`);
    seen.add(key);
    const shape = shapeOf(key);
    if (typeof shape === 'string') report(spanOf(keyNode), shape);
    // Without a value the syntax is broken, which was said already.
    else if (valueNode) {
      const value = check(valueNode, shape, report);
      if (value !== undefined) read.push([key, value]);
    }
  }
  return Object.fromEntries(read);
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

function show({ type, value }: Node): string {
  if (type === 'object') return 'an object';
  if (type === 'array') return 'a list';
  return type === 'string' ? `"${value}"` : String(value);
}
