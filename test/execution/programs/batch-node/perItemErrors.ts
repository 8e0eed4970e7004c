import OpenAI from 'openai';

const client = new OpenAI();

const prompts = ['a poem on rain', 'FAIL-400 a poem on nothing', 'a poem on snow'];

async function main() {
  const failed: string[] = [];
  for (const [n, prompt] of prompts.entries()) {
    try {
      const response = await client.responses.create({ model: 'gpt-5.4', input: `Write ${prompt}.` });
      console.log(n, response.output_text);
    } catch (error) {
      if (error instanceof OpenAI.BadRequestError) {
        console.log(n, 'refused', error.status, error.code, error.message);
        failed.push(prompt);
        continue;
      }
      throw error;
    }
    console.log(n, 'done');
  }
  console.log('failed:', failed);
}

await main();
