/** A value that satisfies a JSON schema, for structured outputs: the same for the same seed. */

type Schema = Readonly<Record<string, unknown>>;

/** Knows what the helpers of both SDKs (pydantic, zod) write: objects, arrays, enums, `anyOf`, `$ref` into `$defs`. */
export function exampleOfSchema(schema: Schema, seed: number): unknown {
  return example(schema, schema, seed);
}

function example(schema: Schema, root: Schema, seed: number): unknown {
  if (typeof schema.$ref === 'string') return example(resolve(schema.$ref, root), root, seed);
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[seed % schema.enum.length];
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (Array.isArray(choices)) return example(choices[0] as Schema, root, seed);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema.properties ?? {}) as Readonly<Record<string, Schema>>).map(([name, property], index) => [
          name,
          example(property, root, seed + index),
        ]),
      );
    case 'array':
      return [0, 1].map((index) => example((schema.items ?? {}) as Schema, root, seed + 7 * index));
    case 'integer':
      return seed % 10;
    case 'number':
      return (seed % 100) / 4;
    case 'boolean':
      return seed % 2 === 0;
    case 'null':
      return null;
    default:
      return wordsOf(seed, 2);
  }
}

function resolve(reference: string, root: Schema): Schema {
  let target: unknown = root;
  for (const step of reference.replace(/^#\//, '').split('/')) {
    if (step !== '#') target = (target as Schema)[step];
  }
  return target as Schema;
}

const WORDS = [
  'amber',
  'birch',
  'cedar',
  'delta',
  'ember',
  'fjord',
  'grove',
  'heron',
  'inlet',
  'jetty',
  'kelp',
  'larch',
  'maple',
  'north',
  'otter',
  'pine',
];

/** A few plain words that stand for an answer of a model. */
export function wordsOf(seed: number, count: number): string {
  return Array.from({ length: count }, (_, index) => WORDS[(seed + index * index + 3 * index) % WORDS.length]).join(' ');
}
