import OpenAI from 'openai';

const client = new OpenAI();
const urls = [];
for (const prompt of ['a cat', 'a dog']) {
  const result = await client.images.generate({ model: 'gpt-image-1', prompt, n: 1, size: '1024x1024' });
  urls.push(result.data[0].b64_json ?? result.data[0].url);
}
console.log(urls.map((url) => typeof url));
