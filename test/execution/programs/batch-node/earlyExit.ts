// unconverted: can end the loop
import OpenAI from 'openai';

const client = new OpenAI();
let found: string | undefined;
for (const model of ['gpt-5.4-mini', 'gpt-5.4']) {
  const response = await client.responses.create({ model, input: 'Is it raining?' });
  if (response.output_text.includes('yes')) {
    found = model;
    break;
  }
}
console.log(found);
