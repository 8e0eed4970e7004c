import OpenAI from 'openai';

const client = new OpenAI();

async function sample(prompt) {
  const seen = [];
  for (let n = 0; n < 3; n++) {
    const response = await client.responses.create({ model: 'gpt-5.4', input: prompt });
    seen.push(response.output_text);
  }
  return seen;
}

console.log(await sample('Throw a die'));
console.log(await sample('Throw a die'));
