/** Two steps that share a client of another module. */
import { ask, llm, MODEL } from './llm/client.ts';

async function draft(text: string) {
  const completion = await llm.chat.completions.create({
    model: MODEL,
    messages: [{ role: 'user', content: 'Draft: ' + text }],
  });
  return completion.choices[0]?.message.content;
}

console.log(await draft(await ask('Outline of a talk on tides')));
