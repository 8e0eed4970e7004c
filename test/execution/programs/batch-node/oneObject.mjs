// unconverted: so that all requests would become the last one
import OpenAI from 'openai';

const client = new OpenAI();
const params = { model: 'gpt-5.4', input: '' };
for (const text of ['a', 'b']) {
  params.input = text;
  const response = await client.responses.create(params);
  console.log(response.output_text);
}
