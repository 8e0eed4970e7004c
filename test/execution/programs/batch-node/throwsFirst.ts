import OpenAI from 'openai';

const client = new OpenAI();

async function label(texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    if (text.length > 10) throw new Error(`too long: ${text}`);
    const response = await client.responses.create({ model: 'gpt-5.4', input: text });
    console.log(response.output_text);
  }
}

await label(['a', 'b', 'far too long a text']).catch((error: unknown) => console.log(String(error)));
