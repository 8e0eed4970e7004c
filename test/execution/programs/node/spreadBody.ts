import OpenAI from 'openai';

const client = new OpenAI();
const defaults = { model: 'gpt-5-mini', max_completion_tokens: 300 } as const;

async function ask(question: string): Promise<string | null | undefined> {
  const completion = await client.chat.completions.create({
    ...defaults,
    messages: [{ role: 'user', content: question }],
  });
  return completion.choices[0]?.message.content;
}

console.log(await ask('What is a monad?'));
