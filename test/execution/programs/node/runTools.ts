import OpenAI from 'openai';

const client = new OpenAI();

const runner = client.chat.completions.runTools({
  model: 'gpt-5.1',
  messages: [{ role: 'user', content: 'How high is the tide in Cuxhaven?' }],
  tools: [
    {
      type: 'function',
      function: {
        name: 'tide',
        description: 'Height of the tide in metres',
        parameters: { type: 'object', properties: { port: { type: 'string' } }, required: ['port'] },
        parse: JSON.parse,
        function: ({ port }: { port: string }) => `${port}: 3.1 m`,
      },
    },
  ],
});
console.log(await runner.finalContent());
