import OpenAI from 'openai';

const client = new OpenAI({ maxRetries: 0 });
const common = { model: 'gpt-5.4' };

const response = await client.responses.create({ ...common, input: 'Hi' });
console.log(response.output_text);
