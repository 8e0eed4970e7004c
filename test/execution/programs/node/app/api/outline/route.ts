import OpenAI from 'openai';

const openai = new OpenAI();

export const runtime = 'nodejs';

// tier: flex (a nightly job calls this route)
export async function POST(request: Request): Promise<Response> {
  const { topic } = (await request.json()) as { topic: string };
  const response = await openai.responses.create({
    model: 'gpt-5.1',
    input: `Outline of a talk on ${topic}`,
  });
  return Response.json({ outline: response.output_text });
}
