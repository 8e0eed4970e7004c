// unconverted: would run before all answers
import { writeFileSync } from 'node:fs';
import OpenAI from 'openai';

const client = new OpenAI();
for (const text of ['a', 'b']) {
  let prompt = text;
  if (text === 'b') {
    prompt += '!';
    writeFileSync('/dev/null', prompt);
  }
  const response = await client.responses.create({ model: 'gpt-5.4', input: prompt });
  console.log(response.output_text);
}
