import OpenAI from 'openai';

const client = new OpenAI({ maxRetries: 0 });

async function withRetry<T>(run: () => Promise<T>, times = 3): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= times) throw error;
    }
  }
}

const prompts = ['alpha', 'beta'];
for (const prompt of prompts) {
  const completion = await withRetry(() => client.chat.completions.create({ model: 'gpt-5.4', messages: [{ role: 'user', content: prompt }] }));
  console.log(prompt, completion.choices[0]?.message.content, completion.usage);
}
