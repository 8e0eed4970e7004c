import OpenAI from 'openai';

const client = new OpenAI();
const MAX = 3;
const words = ['tree', '', 'river', 'stone', 'cloud', 'wind'];
let sent = 0;

for (const word of words) {
  if (!word) continue;
  if (sent >= MAX) break;
  sent += 1;
  const response = await client.responses.create({ model: 'gpt-5.4-mini', input: `Define ${word}` });
  console.log(word, '-', response.output_text);
}
console.log(`${sent} definitions`);
