// sdk: 7
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';

const Event = z.object({ name: z.string(), people: z.array(z.string()), urgent: z.boolean() });

const client = new OpenAI();

const mails = ['Lunch with Kim on Friday', 'Board meeting moved'];

let urgent = 0;
for (const mail of mails) {
  const completion = await client.chat.completions.parse({
    model: 'gpt-5.4',
    messages: [
      { role: 'system', content: 'Extract the event.' },
      { role: 'user', content: mail },
    ],
    response_format: zodResponseFormat(Event, 'event'),
  });
  const event = completion.choices[0]?.message.parsed;
  if (!event) continue;
  if (event.urgent) urgent++;
  console.log(mail, '->', event.name, event.people.map((person) => person.toUpperCase()));
}
console.log({ urgent });
