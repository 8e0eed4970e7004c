import { OpenAI } from 'openai';
import type { ChatCompletionCreateParamsNonStreaming, ChatCompletionMessageParam } from 'openai/resources/chat/completions';

const client = new OpenAI();

const history: ChatCompletionMessageParam[] = [{ role: 'system', content: 'Answer in one word.' }];

for (const question of ['Sky?', 'Grass?']) {
  const params: ChatCompletionCreateParamsNonStreaming = {
    model: 'gpt-5.4-mini',
    messages: [...history, { role: 'user', content: question }],
  };
  const completion = await client.chat.completions.create(params);
  console.log(question, completion.choices[0]?.message?.content, params.messages.length);
}
