import OpenAI from 'openai';

const client = new OpenAI();

export async function shorten(text: string, words: number): Promise<string> {
  const { output_text } = await client.responses.create({ model: 'gpt-5.4', input: `In ${words} words: ${text}` });
  return output_text;
}

export async function shortenAll(texts: string[]): Promise<string[]> {
  const short: string[] = [];
  for (const [i, text] of texts.entries()) {
    console.log(`${i}: ${text.length}`);
    short.push(await shorten(text, 5));
  }
  return short;
}

console.log(await shortenAll(['A long story', 'Another one']));
