import OpenAI from 'openai';

const client = new OpenAI();
const history: OpenAI.Responses.ResponseInputItem[] = [{ role: 'user', content: 'Let us plan a garden.' }];
const first = await client.responses.create({ model: 'gpt-5.1', input: history });
history.push({ role: 'assistant', content: first.output_text });
const compacted = await client.responses.compact({ model: 'gpt-5.1', input: history });
console.log(first.output_text, compacted.output.length);
