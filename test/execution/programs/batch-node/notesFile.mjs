// unconverted: `NOTES` is written to in one iteration
import fs from 'node:fs';
import OpenAI from 'openai';

const client = new OpenAI();
const NOTES = 'notes.md';
const notes = () => (fs.existsSync(NOTES) ? fs.readFileSync(NOTES, 'utf8') : '');
const note = (text) => fs.appendFileSync(NOTES, `${text}\n`);

for (const step of ['outline', 'draft']) {
  const response = await client.responses.create({ model: 'gpt-5.4-mini', input: `${notes()}\nNow: ${step}` });
  note(response.output_text);
}
