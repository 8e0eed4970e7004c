import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { analyze } from '../../support/analysis';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';

before(loadFrontEnds);

const HANDLER = `import OpenAI from "openai";
const client = new OpenAI();

export default async function handler(req, res) {
  const answer = await client.responses.create({ model: "gpt-5.4", input: req.body.text });
  res.json({ text: answer.output_text });
}
`;

/** The module that tier-router makes for a file, and what imports it. */
function made(file: string, text = HANDLER): readonly string[] {
  const { findings } = analyze(file, new MemoryHost({ [file]: text }));
  const fix = findings.flatMap(({ fixes }) => fixes).find(({ id }) => id === 'tier-router');
  return (fix?.changes ?? []).map(({ file: changed, creates, edits }) =>
    creates ? `makes ${changed}` : (/from ['"]([^'"]+)['"]/.exec(edits.map(({ newText }) => newText).join('\n'))?.[1] ?? changed),
  );
}

describe('a module that a fix makes lies outside of a folder each file of which is an endpoint', () => {
  const places: Readonly<Record<string, readonly string[]>> = {
    '/pages/api/summary.ts': ['../../lib/tierRouter', 'makes /lib/tierRouter.ts'],
    '/src/pages/api/chat/summary.ts': ['../../../lib/tierRouter', 'makes /src/lib/tierRouter.ts'],
    '/api/summary.js': ['../lib/tierRouter.js', 'makes /lib/tierRouter.js'],
    '/netlify/functions/summary.ts': ['../../lib/tierRouter', 'makes /lib/tierRouter.ts'],
    '/app/routes/summary.ts': ['../lib/tierRouter', 'makes /app/lib/tierRouter.ts'],
    '/server/api/summary.ts': ['../lib/tierRouter', 'makes /server/lib/tierRouter.ts'],
  };
  for (const [file, expected] of Object.entries(places)) it(file, () => assert.deepEqual(made(file), expected));

  it('beside a file that is an endpoint by its own name', () => {
    const route = HANDLER.replace('export default async function handler(req, res)', 'export async function POST(req)').replace(
      'res.json',
      'return Response.json',
    );
    assert.deepEqual(made('/app/api/summary/route.ts', route), ['./tierRouter', 'makes /app/api/summary/tierRouter.ts']);
  });

  it('beside any other file', () => {
    assert.deepEqual(made('/src/services/summary.ts', HANDLER), ['./tierRouter', 'makes /src/services/tierRouter.ts']);
  });
});
