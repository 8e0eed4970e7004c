// expect: unfixed because the base URL comes from a setting and may be any service
import OpenAI from 'openai';

const client = new OpenAI({ baseURL: process.env.OPENAI_BASE_URL });
console.log((await client.responses.create({ model: 'gpt-5-mini', input: 'Who are you?' })).output_text);
