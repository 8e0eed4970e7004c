import OpenAI from 'openai';
import { buildPrompt } from './lib/prompts.js';

const openai = new OpenAI();

const notes = [
  { title: 'Tides', body: 'Twice a day.' },
  { title: 'Moons', body: 'Jupiter has many.' },
];

/** One line for a note. */
async function headline(note: { title: string; body: string }, style = 'plain'): Promise<string> {
  const prompt = `${buildPrompt(note.title)}\n${note.body}`;
  try {
    const completion = await openai.chat.completions.create({
      model: 'gpt-5.4',
      messages: [{ role: 'user', content: `${prompt} (${style})` }],
    });
    return `${note.title}: ${completion.choices[0]?.message.content}`;
  } catch (error) {
    return `${note.title}: ${(error as Error).message}`;
  }
}

async function main() {
  const lines = [];
  for (const note of notes) {
    lines.push(await headline(note, 'loud'));
  }
  console.log(lines);
}

main();
