/** What the request types of the `openai` package say, unpacked from a generated table (`npm run docs`). */
import table from '../data/requestSchemas.json';

/** Kinds of JSON values: text, number, boolean, null, list, object. */
export type JsonKind = 's' | 'n' | 'b' | '0' | 'a' | 'o';

export interface Shape {
  /** The kinds a value may have. */
  readonly kinds: string;
  /** The only texts it may be. */
  readonly texts?: ReadonlySet<string>;
  readonly items?: Shape;
  /** The keys of objects; absent: whatever. */
  readonly fields?: Fields;
  /** The key that tells forms of an object apart, and the forms by its value; '' for objects without it. */
  readonly tag?: string;
  readonly forms?: ReadonlyMap<string, Fields>;
}

export interface Fields {
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly required: readonly string[];
}

type Packed = string | { k: string; i?: Packed; f?: PackedFields; t?: string; v?: Record<string, PackedFields> };
interface PackedFields {
  readonly [key: string]: Packed;
}

/** The package that the table was made from, and the day it came out. */
export const SCHEMA_SOURCE: { readonly sdk: string; readonly asOf: string } = table;

/** Models that only the Responses API runs. */
export const RESPONSES_ONLY: ReadonlySet<string> = new Set(table.responsesOnly);

const BODIES: Readonly<Record<string, unknown>> = table.bodies;
const unpacked = new Map<string, Fields>();

/** The urls whose bodies are known. */
export const KNOWN_URLS: readonly string[] = Object.keys(BODIES);

/** The body of requests to an endpoint; undefined where the table has none. */
export function bodyFields(url: string): Fields | undefined {
  const known = unpacked.get(url);
  if (known || !Object.hasOwn(BODIES, url)) return known;
  const { fields } = unpack(BODIES[url] as Packed);
  unpacked.set(url, fields!);
  return fields;
}

function unpack(packed: Packed): Shape {
  if (typeof packed === 'string') return ofKinds(packed);
  const { k, i, f, t, v } = packed;
  return {
    ...ofKinds(k),
    ...(i && { items: unpack(i) }),
    ...(f && { fields: unpackFields(f) }),
    ...(t !== undefined && v && { tag: t, forms: new Map(Object.entries(v).map(([name, each]) => [name, unpackFields(each)])) }),
  };
}

function ofKinds(packed: string): Shape {
  const colon = packed.indexOf(':');
  return colon < 0 ? { kinds: packed } : { kinds: packed.slice(0, colon), texts: new Set(packed.slice(colon + 1).split('|')) };
}

function unpackFields(packed: PackedFields): Fields {
  const entries = Object.entries(packed);
  return {
    shapes: new Map(entries.map(([key, each]) => [key.replace(/!$/, ''), unpack(each)])),
    required: entries.flatMap(([key]) => (key.endsWith('!') ? [key.slice(0, -1)] : [])),
  };
}
