import OpenAI from 'openai';

const client = new OpenAI();

const { data, response } = await client.chat.completions
  .create({ messages: [{ role: 'user', content: 'Say this is a test' }], model: 'gpt-5-mini' })
  .withResponse();
console.log(response.headers.get('x-request-id'), data.choices[0]?.message.content);

const raw = await client.responses.create({ model: 'gpt-5-mini', input: 'Say it again' }).asResponse();
console.log(raw.status, ((await raw.json()) as { id: string }).id);
