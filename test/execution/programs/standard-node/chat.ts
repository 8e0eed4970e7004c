import { createInterface } from "node:readline/promises";
import OpenAI from "openai";
import { Agent, fetch as undiciFetch } from "undici";

const flexTransport: object = {
  fetch: undiciFetch,
  fetchOptions: { dispatcher: new Agent({ headersTimeout: 900_000, bodyTimeout: 900_000 }) },
};

const client = new OpenAI();

async function reply(question: string): Promise<string> {
  const response = await client.withOptions(flexTransport).responses.create({ model: "gpt-5.4", input: question, service_tier: "flex" }, { timeout: 900_000 });
  return response.output_text;
}

const terminal = createInterface({ input: process.stdin, output: process.stderr });
const asked = await Promise.race([terminal.question("> "), new Promise<string>((resolve) => terminal.once("close", () => resolve("Hello")))]);
console.log(await reply(asked));
terminal.close();
