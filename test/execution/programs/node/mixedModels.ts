// expect: 1 flex request because gpt-4.1 takes no flex and embeddings have no tier
import OpenAI from 'openai';

const client = new OpenAI();

const document = 'Flood gates close at four metres.';
const vector = (await client.embeddings.create({ model: 'text-embedding-3-small', input: document })).data[0]!.embedding;
const short = await client.chat.completions.create({ model: 'gpt-4.1', messages: [{ role: 'user', content: document }] });
const long = await client.chat.completions.create({ model: 'gpt-5.1', messages: [{ role: 'user', content: document }] });
console.log(vector.length, short.choices[0]?.message.content, long.choices[0]?.message.content);
