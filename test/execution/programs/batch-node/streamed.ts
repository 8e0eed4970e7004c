// unconverted: stream
import OpenAI from 'openai';

const client = new OpenAI();
for (const topic of ['sun', 'moon']) {
  const stream = await client.chat.completions.create({ model: 'gpt-5.4', messages: [{ role: 'user', content: topic }], stream: true });
  for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '');
}
