// unconverted: run twice and may not
import OpenAI from 'openai';

const client = new OpenAI();
for (const a of [1, 2]) {
  for (const b of [3, 4]) {
    const seed = Math.random();
    const response = await client.responses.create({ model: 'gpt-5.4', input: `${a} ${b} ${seed}` });
    console.log(seed, response.output_text);
  }
}
