const Promise = require('bluebird');
const { OpenAI } = require('openai');

const client = new OpenAI({ maxRetries: 1 });

const topics = ['bees', 'ants', 'wasps'];

Promise.map(topics, async (topic) => {
  const completion = await client.chat.completions.create({ model: 'gpt-5.4', messages: [{ role: 'user', content: topic }] });
  return completion.choices[0].message.content;
}, { concurrency: 3 }).then((all) => console.log(all));
