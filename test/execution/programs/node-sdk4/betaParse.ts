import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';

const Step = z.object({ explanation: z.string(), output: z.string() });
const Solution = z.object({ steps: z.array(Step), final_answer: z.string() });

const client = new OpenAI();
const completion = await client.beta.chat.completions.parse({
  model: 'gpt-5-mini',
  messages: [
    { role: 'system', content: 'You are a math tutor.' },
    { role: 'user', content: '8x + 31 = 2' },
  ],
  response_format: zodResponseFormat(Solution, 'solution'),
});
const solution = completion.choices[0]?.message.parsed;
for (const step of solution?.steps ?? []) console.log('-', step.explanation, '|', step.output);
console.log(solution?.final_answer);
