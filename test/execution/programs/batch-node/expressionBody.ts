import OpenAI from 'openai';

const client = new OpenAI();

const titles = async (texts: string[]) => Promise.all(texts.map((text) => client.responses.create({ model: 'gpt-5.4', input: `Title: ${text}` })));

for (const { output_text } of await titles(['x', 'y'])) console.log(output_text);
