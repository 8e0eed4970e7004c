import OpenAI from 'openai';
const client = new OpenAI();
async function grade({ text }: { text: string }): Promise<number> {
  const response = await client.responses.create({ model: 'gpt-5.4', input: `Grade from 1 to 6:\n${text}` });
  return Number(response.output_text);
}
export async function gradeAll(essays: { text: string }[]) {
  return Promise.all(essays.map(grade));
}

console.log(await gradeAll([{ text: 'One essay' }, { text: 'Another' }]));
