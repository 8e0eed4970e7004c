// unconverted: may throw before the request
import OpenAI from 'openai';

const client = new OpenAI();
for (const text of ['a', 'far too long a text']) {
  if (text.length > 10) throw new Error(`too long: ${text}`);
  const response = await client.responses.create({ model: 'gpt-5.4', input: text });
  console.log(response.output_text);
}
