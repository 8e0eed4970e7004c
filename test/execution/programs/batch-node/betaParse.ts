// sdk: 4
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';

const client = new OpenAI();
const Person = z.object({ first: z.string(), age: z.number() });

async function main() {
  for (const text of ['Ann is 40', 'Bo is 7']) {
    const completion = await client.beta.chat.completions.parse({
      model: 'gpt-5.4',
      messages: [{ role: 'user', content: text }],
      response_format: zodResponseFormat(Person, 'person'),
    });
    const person = completion.choices[0]!.message.parsed!;
    console.log(person.first.length, person.age > 3);
  }
}

main();
