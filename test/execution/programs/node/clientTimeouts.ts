import OpenAI from 'openai';

const impatient = new OpenAI({ timeout: 20 * 1000 });
const patient = new OpenAI({
  timeout: 20 * 60 * 1000, // twenty minutes
});

console.log((await impatient.responses.create({ model: 'gpt-5-mini', input: 'one' })).output_text);
console.log((await patient.responses.create({ model: 'gpt-5-mini', input: 'two' })).output_text);
