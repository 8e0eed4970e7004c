import OpenAI from 'openai';

const openai = new OpenAI({ timeout: 30 * 1000 });

const completion = await openai.chat.completions.create({
  model: 'gpt-5-mini',
  messages: [{ role: 'user', content: 'Hi' }],
});
console.log(completion.choices[0]?.message.content);

// tier: flex (nobody reads along)
const stream = await openai.chat.completions.create({ model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Go on' }], stream: true });
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta?.content ?? '');
process.stdout.write('\n');
console.log((await openai.responses.create({ model: 'gpt-5.1', input: 'And?' }, { maxRetries: 0 })).output_text);
