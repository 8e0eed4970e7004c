// unconverted: `summary`
import OpenAI from 'openai';

const client = new OpenAI();
let summary = '';
for (const chunk of ['part one', 'part two']) {
  const response = await client.responses.create({ model: 'gpt-5.4', input: `So far: ${summary}\nNext: ${chunk}` });
  summary = response.output_text;
}
console.log(summary);
