import OpenAI from 'openai';

const client = new OpenAI();

async function run(inputs: readonly string[]): Promise<void> {
  const outcomes = await Promise.allSettled(
    inputs.map((input) => client.responses.create({ model: 'gpt-5.4-mini', input }, { timeout: 60_000 })),
  );
  outcomes.forEach((outcome, i) => {
    if (outcome.status === 'fulfilled') console.log(inputs[i], outcome.value.output_text);
    else console.log(inputs[i], outcome.reason.constructor.name, outcome.reason.status);
  });
}

run(['fine', 'FAIL-429 please', 'also fine']);
