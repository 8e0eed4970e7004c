import OpenAI from 'openai';

const client = new OpenAI({ timeout: 20 * 1000 });

const stats = { calls: 0, input: 0, output: 0 };

export async function review(diffs: string[]): Promise<void> {
  for (const diff of diffs) {
    stats.calls += 1;
    const response = await client.responses.create(
      { model: 'gpt-5.4', input: `Review:\n${diff}`, max_output_tokens: 200 },
      { maxRetries: 5 },
    );
    stats.input += response.usage?.input_tokens ?? 0;
    stats.output += response.usage?.output_tokens ?? 0;
    console.log(stats.calls, response.status, response.output_text);
  }
}

await review(['-a\n+b', '-x\n+y']);
console.log(stats);
