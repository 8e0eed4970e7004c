import OpenAI from 'openai';

let cached: OpenAI | undefined;

function getClient(): OpenAI {
  if (!cached) {
    cached = new OpenAI({ maxRetries: 3 });
  }
  return cached;
}

export async function classify(text: string, labels: string[] = ['bug', 'question']): Promise<string> {
  const { output_text } = await getClient().responses.create({ model: 'gpt-5-nano', input: `One of ${labels.join(', ')}: ${text}` });
  return output_text;
}

export async function headline(text: string): Promise<string> {
  const client = getClient();
  return (
    await client.responses.create({
      model: 'gpt-5-nano',
      input: [
        { role: 'developer', content: 'Write a headline.' },
        { role: 'user', content: text },
      ],
      reasoning: { effort: 'low' },
    })
  ).output_text;
}

console.log(await classify('It crashes when I press save'));
console.log(await headline('Council approves bridge'));
