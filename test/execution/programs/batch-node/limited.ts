import OpenAI from 'openai';
import pLimit from 'p-limit';

const client = new OpenAI();
const limit = pLimit(2);

const cities = ['Oslo', 'Lima', 'Quito', 'Hanoi'];

const facts = await Promise.all(
  cities.map((city) =>
    limit(async () => {
      const completion = await client.chat.completions.create({
        model: 'gpt-5.4-mini',
        messages: [{ role: 'user', content: `One fact about ${city}` }],
      });
      return `${city}: ${completion.choices[0]?.message.content}`;
    }),
  ),
);
for (const fact of facts) console.log(fact);
