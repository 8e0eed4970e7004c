// unconverted: withResponse
import OpenAI from 'openai';

const client = new OpenAI();
for (const text of ['a', 'b']) {
  const { data, response } = await client.responses.create({ model: 'gpt-5.4', input: text }).withResponse();
  console.log(data.output_text, response.status);
}
