// unconverted: second argument of the call
import OpenAI from 'openai';

const client = new OpenAI();
for (const text of ['a', 'b']) {
  const response = await client.responses.create({ model: 'gpt-5.4', input: text }, { headers: { 'x-team': 'search' } });
  console.log(response.output_text);
}
