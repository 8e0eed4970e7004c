/** Nightly summary of support tickets. */
import OpenAI from 'openai';

const client = new OpenAI();

const tickets = [
  { id: 101, body: 'The export button does nothing in Safari.' },
  { id: 102, body: 'Invoice of March has the wrong VAT number.' },
];

async function summarize(body: string): Promise<string | null> {
  const completion = await client.chat.completions.create({
    model: 'gpt-5-mini', // cheap enough
    messages: [
      { role: 'system', content: 'Summarize the ticket in one sentence.' },
      { role: 'user', content: body },
    ],
    max_completion_tokens: 200, // a sentence
  });
  return completion.choices[0]!.message.content;
}

for (const ticket of tickets) {
  console.log(ticket.id, await summarize(ticket.body));
}
