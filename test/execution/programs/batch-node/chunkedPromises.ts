import OpenAI from 'openai';

const client = new OpenAI();
const CHUNK = 2;

async function embedAll(texts: string[]): Promise<number[][]> {
  const vectors: number[][] = [];
  for (let start = 0; start < texts.length; start += CHUNK) {
    const chunk = texts.slice(start, start + CHUNK);
    const results = await Promise.all(
      chunk.map(async (text) => {
        const result = await client.responses.create({ model: 'gpt-5.4', input: text });
        return result.output_text.length;
      }),
    );
    vectors.push(results);
    console.log(`${Math.min(start + CHUNK, texts.length)} of ${texts.length}`);
  }
  return vectors;
}

console.log(await embedAll(['one', 'two', 'three', 'four', 'five']));
