import { readFile } from 'node:fs/promises';
import OpenAI from 'openai';

const client = new OpenAI();
const files = ['package.json', 'tsconfig.json'];

for (const file of files) {
  const text = await readFile(file, 'utf8');
  const response = await client.responses.create({ model: 'gpt-5.4-mini', input: text.slice(0, 100) });
  console.log(file, text.length, response.output_text);
}
