// unconverted: `cache`
import OpenAI from 'openai';

const client = new OpenAI();
const cache = new Map();
for (const word of ['a', 'b', 'a']) {
  if (cache.has(word)) continue;
  const response = await client.responses.create({ model: 'gpt-5.4', input: word });
  cache.set(word, response.output_text);
}
console.log(cache);
