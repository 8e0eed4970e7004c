import OpenAI from 'openai';

const openai = new OpenAI();
const posts = ['hello there', 'buy now!!!', 'see you tomorrow'];

const flagged = [];
for (const post of posts) {
  const { results } = await openai.moderations.create({ model: 'omni-moderation-latest', input: post });
  if (results[0].flagged) flagged.push(post);
  console.log(post, results[0].flagged);
}
console.log({ flagged });
