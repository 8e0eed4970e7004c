import OpenAI from 'openai';

const client = new OpenAI();

async function quick(prompt: string) {
  const completion = await client.withOptions({ timeout: 30_000, maxRetries: 0 }).chat.completions.create({
    model: 'gpt-5.6-luna',
    messages: [{ role: 'user', content: prompt }],
  });
  return completion.choices[0]?.message.content ?? '';
}

console.log(await quick('Name a river.'));
const patient = client.withOptions({ timeout: 30 * 60 * 1000 });
console.log((await patient.responses.create({ model: 'gpt-5.6-luna', input: 'Name a longer river.' })).output_text);
