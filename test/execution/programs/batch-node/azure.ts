// unconverted: Azure
import { AzureOpenAI } from 'openai';

const client = new AzureOpenAI({ apiVersion: '2024-10-21', endpoint: 'https://x.openai.azure.com' });
for (const text of ['a', 'b']) {
  const completion = await client.chat.completions.create({ model: 'deployment', messages: [{ role: 'user', content: text }] });
  console.log(completion.choices[0]?.message.content);
}
