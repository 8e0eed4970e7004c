import { OpenAI } from "openai";

const openai = new OpenAI({ maxRetries: 1 });
const phrases = ["good morning", "where is the station?", "thank you"] as const;

async function translate(phrase: string, language: string) {
  const response = await openai.responses.create({
    model: "gpt-5.1",
    instructions: `Translate into ${language}. Answer with the translation only.`,
    input: phrase
  });
  return response.output_text;
}

const results = await Promise.all(phrases.map((phrase) => translate(phrase, "Portuguese")));
results.forEach((result, index) => console.log(`${phrases[index]} -> ${result}`));
