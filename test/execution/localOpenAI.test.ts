/** The local OpenAI is strict where the real one is, or the other tests prove nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startLocalOpenAI, type LocalOpenAI } from './localOpenAI';

const CHAT = { model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Hi' }] };

describe('the local OpenAI', () => {
  let openai: LocalOpenAI;
  before(async () => {
    openai = await startLocalOpenAI({
      refuse: ({ user }) =>
        user === 'busy'
          ? { status: 429, error: { message: 'Resource unavailable', type: 'resource_unavailable', param: null, code: null } }
          : undefined,
    });
  });
  after(() => openai.close());

  it('answers the same on every tier', async () => {
    const [standard, flex] = await Promise.all([
      post('/chat/completions', CHAT),
      post('/chat/completions', { ...CHAT, service_tier: 'flex' }),
    ]);
    assert.equal(standard.status, 200);
    const choices = async (reply: Response): Promise<unknown> => ((await reply.json()) as { choices: unknown }).choices;
    assert.deepEqual(await choices(flex), await choices(standard));
  });

  for (const [what, path, body] of [
    ['a timeout in the body', '/chat/completions', { ...CHAT, timeout: 900 }],
    ['request options in the body', '/responses', { model: 'gpt-5-mini', input: 'Hi', fetchOptions: {} }],
    ['a body without messages', '/chat/completions', { model: 'gpt-5-mini' }],
    ['a tier that does not exist', '/responses', { model: 'gpt-5-mini', input: 'Hi', service_tier: 'cheap' }],
    ['a tier of another endpoint', '/chat/completions', { ...CHAT, service_tier: 'ultrafast' }],
    ['flex for a model without flex', '/chat/completions', { ...CHAT, model: 'gpt-4.1', service_tier: 'flex' }],
    ['any tier for embeddings', '/embeddings', { model: 'text-embedding-3-small', input: 'Hi', service_tier: 'flex' }],
  ] as const) {
    it(`refuses ${what} with 400`, async () => {
      assert.equal((await post(path, body)).status, 400);
    });
  }

  it('refuses on demand', async () => {
    assert.equal((await post('/chat/completions', { ...CHAT, user: 'busy' })).status, 429);
  });

  it('answers an address it does not have with 404', async () => {
    assert.equal((await post('/chat/completion', CHAT)).status, 404);
  });

  it('records what was sent and how long the SDK would wait', async () => {
    await post('/responses', { model: 'gpt-5-mini', input: 'Hi' }, { 'x-stainless-timeout': '900' });
    const recorded = openai.requests.at(-1);
    assert.equal(recorded?.path, '/responses');
    assert.equal(recorded.timeoutSeconds, 900);
    assert.deepEqual(recorded.body, { model: 'gpt-5-mini', input: 'Hi' });
  });

  function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(openai.baseUrl + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }
});
