import assert from 'node:assert/strict';
import { before, it, mock } from 'node:test';
import type { ModuleHost } from '../../../server/src/core/link/moduleHost';
import { Iteration } from '../../../server/src/core/loops/iteration';
import { analyze } from '../../support/analysis';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';

before(loadFrontEnds);

const FILES = {
  '/main.py': `from openai import OpenAI
client = OpenAI()
labels = []
for ticket in tickets:
    answer = client.responses.create(model="gpt-5.4", input=ticket)
    labels.append(answer.output_text)
print(labels)
`,
  '/main.ts': `import OpenAI from "openai";
const client = new OpenAI();
export async function label(tickets: string[]) {
  return Promise.all(tickets.map((ticket) => client.responses.create({ model: "gpt-5.4", input: ticket })));
}
`,
};

it('a loop is followed once, for its verdict, both conversions and the reason why there is none', () => {
  for (const file of Object.keys(FILES)) {
    const run = mock.method(Iteration.prototype, 'run');
    const { calls, findings } = analyze(file, keepingFlows(new MemoryHost(FILES)));
    const [site] = calls;
    assert.equal(site?.loop?.verdict, 'batchable');
    const passes = run.mock.callCount();
    assert.ok(passes > 0);
    assert.ok(findings.flatMap(({ fixes }) => fixes).some(({ id }) => id === 'loop-to-batch'));
    assert.equal(run.mock.callCount(), passes);
    run.mock.restore();
  }
});

/** As the workspace does for the files at hand. */
function keepingFlows(host: MemoryHost): ModuleHost {
  const flows = new Map<string, ReturnType<ModuleHost['flow']>>();
  return Object.create(host, {
    flow: {
      value: (file: string) => {
        if (!flows.has(file)) flows.set(file, host.flow(file));
        return flows.get(file);
      },
    },
  });
}
