import OpenAI from 'openai';

const client = new OpenAI();
const cache = new Map([['two', 'cached']]);

async function explain(terms: string[]): Promise<(string | null)[]> {
  return Promise.all(
    terms.map(async (term) => {
      if (term === '') return null;
      const known = cache.get(term);
      if (known) return known;
      const response = await client.responses.create({ model: 'gpt-5.4', input: `Explain ${term}` });
      return response.output_text;
    }),
  );
}

console.log(await explain(['one', '', 'two', 'three']));
