// expect: unfixed because the spread options come from the caller and may well set the tier
import OpenAI from 'openai';

const client = new OpenAI();

async function ask(question: string, overrides: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming>) {
  const completion = await client.chat.completions.create({ model: 'gpt-5-mini', messages: [{ role: 'user', content: question }], ...overrides });
  return completion.choices[0]?.message.content;
}

console.log(await ask('What is a burrito?', { service_tier: 'default' }));
