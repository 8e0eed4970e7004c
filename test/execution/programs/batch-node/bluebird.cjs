const Promise = require('bluebird');
const { OpenAI } = require('openai');

const client = new OpenAI({ maxRetries: 1 });

async function main(topics) {
  const all = await Promise.map(topics, async (topic) => {
    const completion = await client.chat.completions.create({ model: 'gpt-5.4', messages: [{ role: 'user', content: topic }] });
    return completion.choices[0].message.content;
  }, { concurrency: 3 });
  console.log(all);
}

main(['bees', 'ants', 'wasps']);
