/** The endpoint rows against the installed SDKs: a new release with a new billable call shows up here first. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { defaultCatalog } from '../../../server/src/core/catalog/catalog';
import type { Endpoint } from '../../../server/src/core/catalog/endpoint';
import { nodeInventory, type NodeInventory } from './nodeInventory';

const here = path.dirname(fileURLToPath(import.meta.url));
const sdkRows = (sdk: string): Endpoint[] =>
  defaultCatalog.endpoints.filter((each) => !each.legacy && !each.dropped && (each.sdk ?? sdk) === sdk);

/** Methods that begin, create or run something and yet bill nothing by themselves. */
const NOT_BILLED: readonly RegExp[] = [
  /^admin\./,
  /^(?:files|uploads|webhooks|conversations|containers|skills|vectorStores|contentProvenanceChecks|evals)\.(?!runs\.)/,
  /^audio\.voice/,
  /^batches\.create$/, // Already discounted.
  /^fineTuning\.checkpoints\./,
  /^videos\.createCharacter$/,
  /^beta\.(?:assistants|threads)\./, // The service was switched off.
  /^(?:beta\.)?realtime\..*(?:sessions|transcriptionSessions|clientSecrets)\.create$/, // Keys for a connection.
  /^beta\.chatkit\.sessions\.create$/,
  /^beta\.agents\.(?:environments|vaults)\./,
  /^beta\.agents\.(?:automations\.invocations|sessions\.events)\.create$/, // Billed as the session or automation is configured.
  /^beta\.agents\.sessions\.(?:events\.)?stream$/,
];
const STARTS_WORK = /\.(?:create\w*|generate|edit|remix|extend|run|parse|stream|compact|runTools|connect|fork|accept)$/;

describe('endpoint rows and the Node SDK', () => {
  let inventory: NodeInventory;
  before(() => {
    inventory = nodeInventory();
  });

  it('have a row for every method whose request or configuration takes service_tier', () => {
    for (const { api, place } of inventory.withTier) {
      const row = defaultCatalog.endpoint(api, 'openai-node');
      assert.ok(row, `openai ${inventory.version}: client.${api} takes service_tier (${place}) and has no row in endpoints.ts`);
      assert.notEqual(row.tier, 'none', `client.${api} takes service_tier, but its row says it does not`);
      if (place === 'nested') assert.equal(row.tier, 'configuration', `client.${api} takes service_tier only inside a configuration`);
    }
  });

  it('claim service_tier for no method that lacks it', () => {
    const capable = new Set(inventory.withTier.map((each) => each.api));
    for (const row of sdkRows('openai-node').filter((each) => each.tier !== 'none')) {
      assert.ok(capable.has(row.api), `openai ${inventory.version}: client.${row.api} takes no service_tier (any more)`);
    }
  });

  it('list exactly the values that the types admit', () => {
    for (const { api, values } of inventory.withTier) {
      const row = defaultCatalog.endpoint(api, 'openai-node');
      assert.deepEqual([...(row?.tierValues ?? [])].sort(), values, `values of service_tier of client.${api}`);
    }
  });

  it('name only methods that exist', () => {
    const known = new Set(inventory.methods);
    for (const row of sdkRows('openai-node')) assert.ok(known.has(row.api), `openai ${inventory.version} has no client.${row.api}`);
  });

  it('leave out no method that starts work, unless it is known to bill nothing', () => {
    const missing = inventory.methods.filter(
      (api) => STARTS_WORK.test(api) && !defaultCatalog.endpoint(api, 'openai-node') && !NOT_BILLED.some((each) => each.test(api)),
    );
    assert.deepEqual(missing, [], `openai ${inventory.version}: give these a row in endpoints.ts, or list them as not billed`);
  });
});

interface PythonInventory {
  readonly version: string;
  readonly methods: readonly string[];
  readonly withTier: readonly { readonly api: string; readonly values: readonly string[] }[];
}

const pythonRoot = path.join(here, '../../../.cache/py');
const skipPython = findPythonPackage()
  ? false
  : 'no openai package in .cache/py: python3 -m venv .cache/py && .cache/py/bin/pip install openai';

describe('endpoint rows and the Python SDK', { skip: skipPython }, () => {
  let inventory: PythonInventory;
  before(() => {
    const output = execFileSync(path.join(pythonRoot, 'bin/python'), [path.join(here, 'python_inventory.py'), findPythonPackage() ?? ''], {
      encoding: 'utf8',
    });
    inventory = JSON.parse(output) as PythonInventory;
  });

  it('have a row for every method with a service_tier argument, with its values', () => {
    for (const { api, values } of inventory.withTier) {
      const row = defaultCatalog.endpoint(api, 'openai-python');
      assert.ok(row, `openai ${inventory.version}: client.${api} takes service_tier and has no row in endpoints.ts`);
      assert.notEqual(row.tier, 'none', `client.${api} takes service_tier, but its row says it does not`);
      // An annotation that names a shared alias shows no values.
      if (values.length > 0) assert.deepEqual([...(row.tierValues ?? [])].sort(), values, `values of service_tier of client.${api}`);
    }
  });

  it('claim a service_tier argument for no method that lacks it', () => {
    const capable = new Set(inventory.withTier.map((each) => each.api));
    for (const row of sdkRows('openai-python').filter((each) => each.tier === 'request')) {
      assert.ok(capable.has(row.api), `openai ${inventory.version}: client.${row.api} takes no service_tier (any more)`);
    }
  });

  it('name only methods that exist', () => {
    const known = new Set(inventory.methods);
    for (const row of sdkRows('openai-python')) assert.ok(known.has(row.api), `openai ${inventory.version} has no client.${row.api}`);
  });
});

function findPythonPackage(): string | undefined {
  const lib = path.join(pythonRoot, 'lib');
  if (!existsSync(lib)) return undefined;
  const found = readdirSync(lib).map((each) => path.join(lib, each, 'site-packages/openai'));
  return found.find((each) => existsSync(each));
}
