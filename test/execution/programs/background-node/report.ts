import OpenAI from "openai";

const client = new OpenAI();

async function report(day: string): Promise<string> {
  const response = await client.responses.create(
    {
      model: "gpt-6.2-sol",
      input: [{ role: "user", content: `Report on ${day}` }],
      reasoning: { effort: "low" },
    },
    { timeout: 60_000 },
  );
  return `${response.status} ${response.output_text}`;
}

console.log(await report("Monday"), await report("Tuesday"));
