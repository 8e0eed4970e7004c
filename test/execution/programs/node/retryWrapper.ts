import OpenAI from 'openai';

const client = new OpenAI({ maxRetries: 0 });

async function withRetry<T>(operation: () => Promise<T>, attempts = 3): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await operation();
    } catch (error) {
      if (attempt === attempts || !(error instanceof OpenAI.RateLimitError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt));
    }
  }
}

const completion = await withRetry(() => client.chat.completions.create({ model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Is it going to rain?' }] }));
console.log(completion.choices[0]?.message.content);

const response = await withRetry(async () => {
  return client.responses.create({
    model: 'gpt-5-mini',
    input: 'And tomorrow?',
  });
}, 2);
console.log(response.output_text);
