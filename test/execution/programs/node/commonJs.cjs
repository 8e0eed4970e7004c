'use strict';
const { OpenAI } = require('openai');

const client = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });

function describe(image) {
  return client.chat.completions.create({
    model: 'gpt-5-mini',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'What is in this picture?' }, { type: 'image_url', image_url: { url: image } }] }],
  }).then((completion) => completion.choices[0].message.content);
}

describe('https://example.com/harbour.png').then(console.log, (error) => {
  console.error(error);
  process.exitCode = 1;
});
