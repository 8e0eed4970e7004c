// unconverted: messages
import OpenAI from 'openai';

const client = new OpenAI();
const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'system', content: 'Be kind.' }];
for (const question of ['Hi', 'And then?']) {
  messages.push({ role: 'user', content: question });
  const completion = await client.chat.completions.create({ model: 'gpt-5.4', messages });
  messages.push(completion.choices[0]!.message);
}
console.log(messages.length);
