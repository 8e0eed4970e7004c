import OpenAI from 'openai';

const client = new OpenAI();

const params: OpenAI.Chat.ChatCompletionCreateParamsNonStreaming = {
  model: 'gpt-5-mini',
  messages: [{ role: 'user', content: 'Say this is a test' }],
};
const completion: OpenAI.Chat.ChatCompletion = await client.chat.completions.create(params);
console.log(completion.choices[0]?.message.content);

const request = {
  model: 'gpt-5.1',
  input: 'Say it twice',
} satisfies OpenAI.Responses.ResponseCreateParamsNonStreaming;
console.log((await client.responses.create(request)).output_text);
