/** The JSON schema of `tierlint.json`, made from the table that also checks it. */
import { CONFIG_SHAPE } from './schema';
import type { Choice, Shape } from './shape';

type Schema = Readonly<Record<string, unknown>>;

export function configSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Tierlint configuration',
    allowComments: true,
    allowTrailingCommas: true,
    ...schemaOf(CONFIG_SHAPE),
  };
}

function schemaOf(shape: Shape): Schema {
  const { description } = shape;
  return { ...typeOf(shape), ...(description !== undefined && { description: plain(description), markdownDescription: description }) };
}

function typeOf(shape: Shape): Schema {
  switch (shape.kind) {
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
      return { type: 'number', minimum: shape.minimum };
    case 'text':
      return {
        type: 'string',
        ...(shape.pattern !== undefined && { pattern: shape.pattern }),
        ...(shape.examples && { examples: shape.examples }),
      };
    case 'choice':
      return {
        type: 'string',
        enum: shape.values.map(({ value }) => value),
        markdownEnumDescriptions: shape.values.map((choice) => choice.description ?? ''),
      };
    case 'nullable':
      return { anyOf: [schemaOf(shape.of), { type: 'null' }] };
    case 'list':
      return { type: 'array', items: schemaOf(shape.of) };
    case 'map':
      return shape.keys
        ? {
            type: 'object',
            additionalProperties: false,
            properties: Object.fromEntries(shape.keys.map((key) => [key.value, keySchema(key, shape.of)])),
          }
        : { type: 'object', additionalProperties: schemaOf(shape.of) };
    case 'object':
      return {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(Object.entries(shape.fields).map(([key, field]) => [key, schemaOf(field)])),
        ...(shape.required && { required: shape.required }),
      };
  }
}

function keySchema({ description }: Choice, value: Shape): Schema {
  return { ...schemaOf(value), ...(description && { description: plain(description), markdownDescription: description }) };
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}
