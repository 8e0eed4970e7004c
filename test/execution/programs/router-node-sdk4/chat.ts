import OpenAI from "openai";

const client = new OpenAI({ maxRetries: 0, timeout: 900_000 });

async function ask(question: string) {
  const completion = await client.chat.completions.create({
    model: "gpt-5.4",
    messages: [{ role: "user", content: question }],
  });
  return completion.choices[0]?.message.content;
}

console.log(await ask("What is the capital of France?"));
