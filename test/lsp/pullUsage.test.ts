import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'node:test';
import { PULL_USAGE, type PullUsageParams, type PullUsageResult } from '../../server/src/protocol';
import { parseUsage } from '../../server/src/core/usage/usageFile';
import { ADMIN_KEY, startLocalAdminApi, type LocalAdminApi } from '../support/localAdminApi';
import { TestClient } from './client';

describe('tierlint/pullUsage', () => {
  let api: LocalAdminApi;
  let client: TestClient;
  before(async () => {
    api = await startLocalAdminApi({
      results: (endpoint) =>
        endpoint === 'completions'
          ? [
              {
                input_tokens: 10,
                output_tokens: 5,
                num_model_requests: 1,
                model: 'gpt-5.4',
                project_id: 'proj_a',
                api_key_id: 'key_1',
                batch: false,
                service_tier: 'default',
              },
            ]
          : [],
    });
    process.env['OPENAI_BASE_URL'] = api.baseUrl;
    client = await TestClient.start();
  });
  after(async () => {
    delete process.env['OPENAI_BASE_URL'];
    await client.stop();
    await api.close();
  });

  const pull = (params: PullUsageParams): Promise<PullUsageResult> => client.connection.sendRequest(PULL_USAGE, params);

  it('gives the content of usage.json', async () => {
    const result = await pull({ adminKey: ADMIN_KEY, days: 40 });
    assert.equal(result.kind, 'usage');
    const { rows } = parseUsage(result.kind === 'usage' ? result.text : '');
    assert.equal(
      rows.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
      400,
    );
    assert.doesNotMatch(JSON.stringify(result), /sk-admin/);
  });

  it('says when the key is refused, without telling it', async () => {
    const result = await pull({ adminKey: 'sk-admin-wrong', days: 7 });
    assert.ok(result.kind === 'problem' && result.keyRefused);
    assert.match(result.message, /^OpenAI does not accept the admin key \(401\)/);
    assert.doesNotMatch(result.message + client.logged.join(''), /sk-admin-wrong/);
  });

  for (const params of [
    { adminKey: '', days: 7 },
    { adminKey: ADMIN_KEY, days: 0 },
    { adminKey: ADMIN_KEY, days: 4000 },
  ]) {
    it(`asks OpenAI nothing for ${params.days} days ${params.adminKey ? 'with' : 'without'} a key`, async () => {
      const calls = api.calls.length;
      assert.equal((await pull(params)).kind, 'problem');
      assert.equal(api.calls.length, calls);
    });
  }
});
