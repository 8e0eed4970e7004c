// unconverted: `describe` in line 11 would run before all answers
import OpenAI from 'openai';

const client = new OpenAI();
function describe(word) {
  console.log(`describing ${word}`);
  return `Describe ${word}`;
}

for (const word of ['a', 'b']) {
  const prompt = describe(word);
  const response = await client.responses.create({ model: 'gpt-5.4', input: prompt });
  console.log(response.output_text);
}
