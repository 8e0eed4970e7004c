import { openai } from "./openai";

const base = { model: "gpt-6.2-sol", temperature: 0 } as const;

/** Writes alt texts for images that have none. */
export async function describe(urls: string[]): Promise<string[]> {
  const answers = [];
  for (const url of urls) {
    const answer = await openai.responses.create({ ...base, input: `Describe ${url} in one sentence.` });
    answers.push(answer.output_text);
  }
  return answers;
}
