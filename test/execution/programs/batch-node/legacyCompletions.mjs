import OpenAI from 'openai';

const openai = new OpenAI();
const stems = ['Once upon', 'In the end'];
for (const stem of stems) {
  const completion = await openai.completions.create({ model: 'davinci-002', prompt: stem, max_tokens: 5 });
  console.log(stem + completion.choices[0].text);
}
