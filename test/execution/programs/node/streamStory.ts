import OpenAI from 'openai';

const client = new OpenAI();

// tier: flex (nobody reads along)
async function tell(topic: string): Promise<void> {
  const stream = await client.chat.completions.create({
    model: 'gpt-5-mini',
    messages: [{ role: 'user', content: `A very short story about ${topic}` }],
    stream: true,
    stream_options: { include_usage: true },
  });
  for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '');
  process.stdout.write('\n');
}

// tier: flex (nobody reads along)
async function retell(topic: string): Promise<void> {
  const stream = client.responses.stream({ model: 'gpt-5-mini', input: `Retell the story about ${topic}` });
  for await (const event of stream) {
    if (event.type === 'response.output_text.delta') process.stdout.write(event.delta);
  }
  console.log('\n' + (await stream.finalResponse()).status);
}

await tell('a lighthouse');
await retell('a lighthouse');
