import OpenAI from 'openai';

const client = new OpenAI();
const text = 'id=1;id=22;id=333;';
const pattern = /id=(\d+)/g;
let match: RegExpExecArray | null;
while ((match = pattern.exec(text)) !== null) {
  const response = await client.responses.create({ model: 'gpt-5.4-mini', input: `Explain ${match[1]}` });
  console.log(match[1], match.index, response.output_text);
}
console.log(match);
