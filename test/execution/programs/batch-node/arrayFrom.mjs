import OpenAI from 'openai';

const client = new OpenAI();

const jokes = await Promise.all(
  Array.from({ length: 3 }, async (_, n) => {
    const response = await client.responses.create({ model: 'gpt-5.4', input: `Joke number ${n}` });
    return `${n}: ${response.output_text}`;
  }),
);
console.log(jokes);
