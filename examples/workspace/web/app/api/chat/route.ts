import { openai } from "../../../lib/openai";

export async function POST(request: Request): Promise<Response> {
  const { messages } = await request.json();
  const stream = await openai.chat.completions.create({
    model: "gpt-5.4-mini",
    messages,
    stream: true,
    service_tier: "priority",
  });
  return new Response(stream.toReadableStream());
}
