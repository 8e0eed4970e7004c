import OpenAI from "openai";

const client = new OpenAI({ maxRetries: 0 });
let asked = 0;

function prompt(text: string): string {
  asked++;
  return `Summarize in five words: ${text}`;
}

async function summarize(text: string): Promise<string> {
  const response = await client.responses.create({ model: "gpt-5.4", input: prompt(text) });
  return response.output_text;
}

async function classify(texts: readonly string[]): Promise<string[]> {
  return Promise.all(
    texts.map(async (text) => {
      const completion = await client.chat.completions.create({
        model: "gpt-4.1",
        messages: [
          { role: "system", content: "Classify" },
          { role: "user", content: text },
        ],
      });
      return completion.choices[0]?.message.content ?? "";
    }),
  );
}

for (const ticket of ["The app is slow", "Login fails"]) console.log(ticket, "->", await summarize(ticket));
console.log((await classify(["a", "b"])).join(" | "));
console.log("prompts made:", asked);
