import OpenAI from 'openai';

const client = new OpenAI();

export async function answer(question: string, signal: AbortSignal): Promise<string> {
  const response = await client.responses.create({ model: 'gpt-5-mini', input: question }, { signal });
  return response.output_text;
}

const controller = new AbortController();
console.log(await answer('How far is the moon?', controller.signal));
const completion = await client.chat.completions.create(
  {
    model: 'gpt-5-mini',
    messages: [{ role: 'user', content: 'And the sun?' }],
  },
  {
    signal: controller.signal,
    headers: { 'X-Team': 'search' },
  },
);
console.log(completion.choices[0]?.message.content);
