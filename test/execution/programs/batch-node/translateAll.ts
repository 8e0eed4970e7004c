import OpenAI from "openai";

const openai = new OpenAI();
const lines = ["Good morning", "Where is the station?", "Thank you"];

export async function translate(texts: string[], language: string) {
  return Promise.all(
    texts.map(async (text, index) => {
      const response = await openai.responses.create({
        model: "gpt-5.4-mini",
        instructions: `Translate into ${language}.`,
        input: text,
      });
      return { index, text, translation: response.output_text };
    }),
  );
}

for (const { index, text, translation } of await translate(lines, "Danish")) {
  console.log(`${index + 1}. ${text} -> ${translation}`);
}
