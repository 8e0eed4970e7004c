const OpenAI = require('openai');

const client = new OpenAI();

async function main() {
  const completion = await client.chat.completions.create({ model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Hello' }] });
  console.log(completion.choices[0].message.content);
}

main();
