import OpenAI from 'openai';

const client = new OpenAI();
const models = ['gpt-5.4', 'gpt-5.4-mini'];
const tasks = [{ name: 'sum', question: '1 + 1?' }, { name: 'capital', question: 'Capital of Peru?' }];

const scores: Record<string, string[]> = {};
for (const model of models) {
  console.log(`== ${model}`);
  scores[model] = [];
  for (const { name, question } of tasks) {
    const completion = await client.chat.completions.create({ model, messages: [{ role: 'user', content: question }] });
    const reply = completion.choices[0]!.message.content ?? '';
    scores[model]!.push(reply);
    console.log(`${name}: ${reply}`);
  }
  console.log(`${scores[model]!.length} answers`);
}
console.log(JSON.stringify(scores));
