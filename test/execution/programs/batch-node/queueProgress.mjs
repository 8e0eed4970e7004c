// unconverted: `queue` changes while the requests are made
import OpenAI from 'openai';

const client = new OpenAI();
const queue = ['a', 'b', 'c'];
while (queue.length > 0) {
  const task = queue.shift();
  const response = await client.responses.create({ model: 'gpt-5.4', input: task });
  console.log(response.output_text, `${queue.length} left`);
}
