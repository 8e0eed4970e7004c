// unconverted: leave the function
import OpenAI from 'openai';

const client = new OpenAI();

async function untilEmpty(texts: string[]) {
  for (const text of texts) {
    if (text === '') return;
    const response = await client.responses.create({ model: 'gpt-5.4', input: text });
    console.log(response.output_text);
  }
  console.log('all');
}

await untilEmpty(['a', '', 'b']);
