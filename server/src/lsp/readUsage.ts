import { ApiProblem } from '../batch/apiProblem';
import { createClient } from '../batch/openai';
import { lastDays, pullUsage } from '../batch/usage/pullUsage';
import type { PullUsageResult } from '../protocol';

/** Usage of the last days on Node; what goes wrong in words. */
export async function readUsage(adminKey: string, days: number, onPage: (progress: string) => void): Promise<PullUsageResult> {
  try {
    const client = createClient({ key: adminKey, keyName: 'OPENAI_ADMIN_KEY' });
    const range = lastDays(days, new Date().toISOString().slice(0, 10));
    const usage = await pullUsage(client, {
      ...range,
      daily: false,
      keyName: 'the admin key',
      onPage: (what, page, until) => onPage(`${what} until ${until} (page ${page})`),
    });
    return { kind: 'usage', text: `${JSON.stringify(usage, null, 1)}\n`, start: usage.start, end: usage.end, rows: usage.rows.length };
  } catch (error) {
    if (error instanceof ApiProblem) return { kind: 'problem', message: error.message, keyRefused: error.keyRefused };
    throw error;
  }
}
