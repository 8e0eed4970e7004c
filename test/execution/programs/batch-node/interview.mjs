// unconverted: `rl.question`
import { createInterface } from 'node:readline/promises';
import OpenAI from 'openai';

const client = new OpenAI();
const rl = createInterface({ input: process.stdin, output: process.stdout });
while (true) {
  const line = await rl.question('> ');
  const response = await client.responses.create({ model: 'gpt-5.4', input: line });
  console.log(response.output_text);
}
