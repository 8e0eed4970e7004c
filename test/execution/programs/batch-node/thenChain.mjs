import OpenAI from 'openai';

const client = new OpenAI();

const ids = [3, 1, 2];
const replies = await Promise.all(
  ids.map((id) =>
    client.chat.completions
      .create({ model: 'gpt-5.4', messages: [{ role: 'user', content: `Item ${id}` }] })
      .then((completion) => completion.choices[0].message.content)
      .catch((error) => `failed: ${error.status}`),
  ),
);
console.log(replies);
