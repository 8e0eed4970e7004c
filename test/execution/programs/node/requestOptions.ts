import OpenAI from 'openai';

const client = new OpenAI();
const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'Name a colour.' }];

const a = await client.chat.completions.create({ model: 'gpt-5-mini', messages }, { timeout: 30_000 });
const b = await client.chat.completions.create({ model: 'gpt-5-mini', messages, n: 2 }, { maxRetries: 0 });
const c = await client.chat.completions.create({ model: 'gpt-5-mini', messages, n: 3 }, { timeout: 20 * 60 * 1000, maxRetries: 0 });
const d = await client.chat.completions.create({ model: 'gpt-5-mini', messages, n: 4 }, {});
console.log([a, b, c, d].map((completion) => completion.choices.map((choice) => choice.message.content).join(' / ')).join('\n'));
