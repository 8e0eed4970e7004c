import OpenAI from 'openai';

const client = new OpenAI();
const documents = ['The sea is blue.', 'Grass is green.', 'Snow is white.', 'Coal is black.', 'Rust is red.'];
const size = 2;

const index: { text: string; vector: number[] }[] = [];
for (let i = 0; i < documents.length; i += size) {
  const batch = documents.slice(i, i + size);
  const { data, usage } = await client.embeddings.create({ model: 'text-embedding-3-small', input: batch });
  data.forEach((item, n) => index.push({ text: batch[n]!, vector: item.embedding }));
  console.log(`embedded ${batch.length}, ${usage.total_tokens} tokens`);
}
console.log(index);
