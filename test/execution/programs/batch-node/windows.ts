// A file from Windows, copied with CRLF
import OpenAI from 'openai';

const client = new OpenAI();
const fields = new Map<string, string>([
  ['title', 'a short title'],
  ['teaser', 'one sentence'],
]);

const product = { name: 'Lamp', price: 12 };
const texts: Record<string, string> = {};

for (const [field, instruction] of fields) {
  const response = await client.responses.create({
    model: 'gpt-5.4',
    input: `Write ${instruction} for:
${JSON.stringify(product)}
Nothing else.`,
  });
  texts[field] = response.output_text;
}

console.log(texts);
