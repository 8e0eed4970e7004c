import OpenAI from 'openai';

const client = new OpenAI();

type Entry = { kind: 'text' | 'image'; value: string };
const entries: Entry[] = [{ kind: 'text', value: 'hello' }, { kind: 'image', value: 'cat.png' }, { kind: 'text', value: 'bye' }];

for (const [i, entry] of entries.entries()) {
  let note: string;
  if (entry.kind === 'text') {
    const completion = await client.chat.completions.create({ model: 'gpt-5.4', messages: [{ role: 'user', content: entry.value }] });
    note = completion.choices[0]?.message.content ?? '';
  } else {
    note = 'not a text';
  }
  console.log(i, entry.value, note);
}
