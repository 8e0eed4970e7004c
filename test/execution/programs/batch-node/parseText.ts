import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';

const Sentiment = z.object({ label: z.enum(['good', 'bad']), score: z.number() });
const openai = new OpenAI();

export async function rate(texts: string[]) {
  const rated = await Promise.all(
    texts.map((text) =>
      openai.responses.parse({
        model: 'gpt-5.4',
        input: [{ role: 'user', content: text }],
        text: { format: zodTextFormat(Sentiment, 'sentiment') },
      }),
    ),
  );
  return rated.map((response) => response.output_parsed?.label ?? 'none');
}

console.log(await rate(['great', 'awful', 'so-so']));
