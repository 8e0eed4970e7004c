import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { generatedFiles } from '../../../scripts/generatedFiles';
import { configSchema } from '../../../server/src/core/config/jsonSchema';

const ROOT = join(import.meta.dirname, '../../..');

describe('generated files', () => {
  for (const [name, make] of generatedFiles()) {
    it(`${name} is what the code says (else: npm run docs)`, () => {
      const current = readFileSync(join(ROOT, name), 'utf8');
      assert.equal(current, make(current));
    });
  }
});

describe('the JSON schema of tierlint.json', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    contributes: { jsonValidation: { fileMatch: string; url: string }[] };
  };

  it('is used by the editor for files of that name, and ships', () => {
    assert.deepEqual(manifest.contributes.jsonValidation, [{ fileMatch: 'tierlint.json', url: './schemas/tierlint.schema.json' }]);
    assert.match(readFileSync(join(ROOT, '.vscodeignore'), 'utf8'), /^!schemas\/\*\.json$/m);
  });

  it('lets nothing unknown pass', () => {
    const open: string[] = [];
    const walk = (schema: Record<string, unknown>, path: string): void => {
      if (schema['type'] === 'object' && schema['additionalProperties'] === undefined) open.push(path);
      for (const [key, value] of Object.entries(schema))
        if (typeof value === 'object' && value !== null) walk(value as Record<string, unknown>, `${path}/${key}`);
    };
    walk(configSchema(), '');
    assert.deepEqual(open, []);
  });
});
