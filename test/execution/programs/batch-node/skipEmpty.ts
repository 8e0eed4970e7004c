import OpenAI from 'openai';

const client = new OpenAI();

interface Row { id: number; comment?: string }

const rows: Row[] = [{ id: 1, comment: 'Nice' }, { id: 2 }, { id: 3, comment: 'Too loud' }, { id: 4, comment: '' }];

export async function classify(input: Row[]): Promise<Record<number, string>> {
  const labels: Record<number, string> = {};
  for (const row of input) {
    if (!row.comment) {
      console.log(`row ${row.id} has no comment`);
      continue;
    }
    const completion = await client.chat.completions.create({
      model: 'gpt-5.4-mini',
      messages: [{ role: 'user', content: `Classify: ${row.comment}` }],
    });
    labels[row.id] = completion.choices[0]!.message.content!.toLowerCase();
    console.log(`row ${row.id} (${row.comment.length} characters): ${labels[row.id]}`);
  }
  return labels;
}

console.log(await classify(rows));
