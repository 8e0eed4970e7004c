import OpenAI from 'openai';

const client = new OpenAI({ maxRetries: 0 });

const stream = await client.chat.completions.create(
  {
    model: 'gpt-5.1',
    messages: [{ role: 'user', content: 'Prove the four colour theorem.' }],
    service_tier: 'flex',
    stream: true,
  },
  { timeout: 900_000 },
);
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '');
process.stdout.write('\n');
