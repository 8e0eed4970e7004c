import OpenAI from 'openai';

const client = new OpenAI();
const log = [];
const answers = [];
for (const word of ['one', '', 'two']) {
  log.push(word);
  if (!word) continue;
  const response = await client.responses.create({ model: 'gpt-5.4', input: word });
  answers.push(response.output_text);
}
console.log(log, answers);
