/** A value against what the types say of it. One problem is enough: what comes after it often follows from it. */
import type { LineProblem } from '../lineProblem';
import { shown } from '../shown';
import type { Fields, JsonKind, Shape } from './requestSchema';

const KINDS: Readonly<Record<JsonKind, string>> = {
  s: 'text',
  n: 'a number',
  b: 'true or false',
  '0': 'null',
  a: 'a list',
  o: 'an object',
};
/** Of a longer list only the first are looked at: they are made by one program. */
const MOST_ITEMS = 5000;

type Path = readonly string[];

function kindOf(value: unknown): JsonKind {
  if (value === null) return '0';
  if (Array.isArray(value)) return 'a';
  switch (typeof value) {
    case 'string':
      return 's';
    case 'number':
      return 'n';
    case 'boolean':
      return 'b';
    default:
      return 'o';
  }
}

/** The first thing that is wrong with a value at a path from the line. `isOthers` tells texts that other endpoints know there. */
function shapeProblem(value: unknown, shape: Shape, at: Path, isOthers: (text: string) => boolean): LineProblem | undefined {
  const kind = kindOf(value);
  if (!shape.kinds.includes(kind))
    return { messageId: 'wrongKind', data: { path: pathOf(at), wanted: wanted(shape.kinds), got: KINDS[kind] }, at };
  if (typeof value === 'string') return shape.texts && !shape.texts.has(value) ? textProblem(value, shape.texts, at, isOthers) : undefined;
  if (Array.isArray(value)) return shape.items && itemsProblem(value, shape.items, at, isOthers);
  if (value === null || typeof value !== 'object') return undefined;
  return objectProblem(value as Record<string, unknown>, shape, at, isOthers);
}

function textProblem(text: string, known: ReadonlySet<string>, at: Path, isOthers: (text: string) => boolean): LineProblem {
  const data = { path: pathOf(at), value: shown(text), known: listed([...known]) };
  return { messageId: isOthers(text) ? 'wrongPart' : 'unknownValue', data, at };
}

function itemsProblem(items: readonly unknown[], shape: Shape, at: Path, isOthers: (text: string) => boolean): LineProblem | undefined {
  // Lists of tokens: numbers need no paths of their own.
  if (shape.kinds === 'n' && items.every((item) => typeof item === 'number')) return undefined;
  for (let index = 0; index < items.length && index < MOST_ITEMS; index++) {
    const problem = shapeProblem(items[index], shape, [...at, String(index)], isOthers);
    if (problem) return problem;
  }
  return undefined;
}

function objectProblem(
  value: Readonly<Record<string, unknown>>,
  { fields, tag, forms }: Shape,
  at: Path,
  isOthers: (text: string) => boolean,
): LineProblem | undefined {
  let form = fields;
  if (tag !== undefined && forms) {
    const named = value[tag] ?? '';
    form = typeof named === 'string' ? forms.get(named) : undefined;
    if (!form && named === '') return missing(tag, at);
    if (!form && typeof named !== 'string')
      return { messageId: 'wrongKind', data: { path: pathOf([...at, tag]), wanted: 'text', got: KINDS[kindOf(named)] }, at: [...at, tag] };
    if (!form) return textProblem(named as string, new Set([...forms.keys()].filter((name) => name !== '')), [...at, tag], isOthers);
  }
  return form && fieldsProblem(value, form, at, isOthers);
}

/** Required keys first: what is missing says more than what is odd. */
export function fieldsProblem(
  value: Readonly<Record<string, unknown>>,
  { shapes, required }: Fields,
  at: Path,
  isOthers: (text: string) => boolean,
): LineProblem | undefined {
  const absent = required.find((key) => value[key] === undefined);
  if (absent !== undefined) return missing(absent, at);
  for (const key in value) {
    // Null for what may be left out is left out, as SDKs with optional arguments write it.
    if (value[key] === null && !required.includes(key)) continue;
    const shape = shapes.get(key);
    const problem = shape && shapeProblem(value[key], shape, [...at, key], isOthers);
    if (problem) return problem;
  }
  return undefined;
}

function missing(key: string, at: Path): LineProblem {
  return { messageId: 'missingKey', data: { path: pathOf(at), key }, at };
}

/** `messages[0].content`, without the body that all paths begin with. */
export function pathOf(at: Path): string {
  const path = at.slice(1).reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`), '');
  return path === '' ? 'The body' : path;
}

function wanted(kinds: string): string {
  const names = Array.from(kinds)
    .filter((kind) => kind !== '0' || kinds === '0')
    .map((kind) => KINDS[kind as JsonKind]);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : (names[0] ?? 'something else');
}

/** So many known values are told; there are endpoints with dozens. */
const MOST_TOLD = 6;

function listed(names: readonly string[]): string {
  const told = names.slice(0, MOST_TOLD).map((name) => `"${name}"`);
  return `${told.join(', ')}${names.length > MOST_TOLD ? ' and others' : ''}`;
}
