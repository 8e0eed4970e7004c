// expect: unfixed because every call says its tier already
import OpenAI from 'openai';

const client = new OpenAI();
const tier: 'auto' | 'default' = process.env.TIER === 'auto' ? 'auto' : 'default';
console.log((await client.responses.create({ model: 'gpt-5-mini', input: 'x', service_tier: tier })).output_text);
console.log((await client.responses.create({ model: 'gpt-5-mini', input: 'y', service_tier: 'default' })).output_text);
