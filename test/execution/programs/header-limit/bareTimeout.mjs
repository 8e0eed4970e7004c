import OpenAI from 'openai';

const client = new OpenAI({ maxRetries: 0 });

const response = await client.responses.create(
  {
    model: 'gpt-5.1',
    input: 'Prove the four colour theorem.',
    service_tier: 'flex',
  },
  { timeout: 900_000 },
);
console.log(response.output_text);
