// unconverted: come over time
import OpenAI from 'openai';

const client = new OpenAI();

async function* records() {
  yield { id: 'a', text: 'first' };
  yield { id: 'b', text: 'second' };
}

const byId = new Map();
for await (const { id, text } of records()) {
  const response = await client.responses.create({ model: 'gpt-5.4', input: text });
  byId.set(id, response.output_text);
}
console.log(Object.fromEntries(byId));
