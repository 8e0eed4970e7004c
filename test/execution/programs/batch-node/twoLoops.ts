import OpenAI from 'openai';

const client = new OpenAI();
const people = ['Ann', 'Bo'];

async function main() {
  for (const person of people) {
    const response = await client.responses.create({ model: 'gpt-5.4', input: `Greet ${person}` });
    console.log(response.output_text);
  }
  for (const person of people) {
    const completion = await client.chat.completions.create({ model: 'gpt-5.4', messages: [{ role: 'user', content: `Bye ${person}` }] });
    console.log(completion.choices[0]?.message.content);
  }
}

main();
