import OpenAI from 'openai';
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';

const Person = z.object({ name: z.string(), age: z.number().int() });
const Scene = z.object({ title: z.string(), mood: z.enum(['calm', 'angry', 'glad']), people: z.array(Person) });

const client = new OpenAI();

const response = await client.responses.parse({
  model: 'gpt-5.1',
  input: [{ role: 'user', content: 'Describe a scene in a harbour.' }],
  text: { format: zodTextFormat(Scene, 'scene') },
});
console.log(response.output_parsed?.title, response.output_parsed?.people.map((person) => person.name));

const completion = await client.chat.completions.parse({ model: 'gpt-5.1', messages: [{ role: 'user', content: 'Who was there?' }], response_format: zodResponseFormat(Person, 'person') });
console.log(completion.choices[0]?.message.parsed?.name);
