// unconverted: `JSON.parse` (line 7) may fail
import OpenAI from 'openai';

const client = new OpenAI();
for (const line of ['{"q": "why"}', 'broken']) {
  try {
    const { q } = JSON.parse(line) as { q: string };
    const response = await client.responses.create({ model: 'gpt-5.4', input: q });
    console.log(response.output_text);
  } catch (error) {
    console.log('skipped', line);
  }
}
