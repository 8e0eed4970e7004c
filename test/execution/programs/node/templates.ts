import OpenAI from 'openai';

const client = new OpenAI();
const city = 'Lisbon';

console.log(`Report:
${(await client.responses.create({ model: 'gpt-5-mini', input: `Weather in ${city}, as ${`a ${'short'} poem`}` })).output_text}
-- ${await (async () => `signed ${(await client.responses.create({
  model: 'gpt-5-mini',
  input: `A pen name from ${city}`,
})).output_text}`)()}`);
