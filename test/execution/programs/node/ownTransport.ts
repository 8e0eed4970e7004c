import OpenAI from 'openai';
import { Agent } from 'undici';

const slow = new Agent({ headersTimeout: 30 * 60 * 1000, bodyTimeout: 30 * 60 * 1000 });
const client = new OpenAI({ fetchOptions: { dispatcher: slow as object } as object });
console.log((await client.responses.create({ model: 'gpt-5-mini', input: 'Take your time.' })).output_text);
