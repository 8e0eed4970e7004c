import OpenAI from 'openai';

const client = new OpenAI();

for (const topic of ['ice', 'fire']) {
  const outline = await client.responses.create({ model: 'gpt-5.4', input: `Outline ${topic}` });
  const text = await client.responses.create({ model: 'gpt-5.4', input: `Write out: ${outline.output_text}` });
  console.log(topic, text.output_text);
}
