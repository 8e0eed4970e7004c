import OpenAI from 'openai';

const client = new OpenAI();

interface Ticket {
  id: string;
  subject: string;
  body: string;
}

const tickets: Ticket[] = [
  { id: 'T-1', subject: 'Printer on fire', body: 'It burns.' },
  { id: 'T-2', subject: 'Cannot log in', body: 'My password is refused since Monday.' },
  { id: 'T-3', subject: 'Refund', body: 'I was charged twice.' },
];

async function main(): Promise<void> {
  const summaries: string[] = [];
  let tokens = 0;

  // One summary per ticket
  for (const ticket of tickets) {
    console.log(`Summarizing ${ticket.id}: ${ticket.subject}`);
    const prompt = `Subject: ${ticket.subject}\n\n${ticket.body}`;

    const completion = await client.chat.completions.create({
      model: 'gpt-5.4',
      messages: [
        { role: 'system', content: 'Summarize the ticket in one sentence.' }, // short
        { role: 'user', content: prompt },
      ],
      temperature: 0,
    });

    const summary = completion.choices[0]?.message.content ?? '(none)';
    tokens += completion.usage?.total_tokens ?? 0;
    summaries.push(summary);
    console.log(`  ${prompt.length} characters -> ${summary}`);
  }

  console.log(summaries.join('\n'));
  console.log(`${tokens} tokens`);
}

main();
