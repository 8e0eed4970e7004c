// unconverted: asks again until it gets an answer
import OpenAI from 'openai';

const client = new OpenAI();
for (const name of ['Ada', 'Grace']) {
  let response;
  while (!response) {
    try {
      response = await client.responses.create({ model: 'gpt-5.4', input: `Greet ${name}` });
    } catch (error) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
  console.log(response.output_text);
}
