import OpenAI from 'openai';

export const MODEL = 'gpt-5-mini';
export const llm = new OpenAI();

export async function ask(prompt: string): Promise<string> {
  return (await llm.responses.create({ model: MODEL, input: prompt })).output_text;
}
