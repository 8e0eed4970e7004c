// unconverted: forEach
import OpenAI from 'openai';

const client = new OpenAI();
const out = [];
['a', 'b'].forEach(async (text) => {
  const response = await client.responses.create({ model: 'gpt-5.4', input: text });
  out.push(response.output_text);
});
console.log(out.length);
