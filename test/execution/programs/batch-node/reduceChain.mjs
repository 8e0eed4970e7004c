// unconverted: Each pass of the reduction
import OpenAI from 'openai';

const client = new OpenAI();
const chunks = ['part one', 'part two'];
const summary = await chunks.reduce(async (previous, chunk) => {
  const summary = await previous;
  const response = await client.responses.create({ model: 'gpt-5.4', input: `${summary}\n${chunk}` });
  return response.output_text;
}, Promise.resolve(''));
console.log(summary);
