import { RequestType } from 'vscode-languageserver';
import { PULL_USAGE, type PullUsageParams, type PullUsageResult } from '../protocol';
import type { Session } from './session';

const FAILED: PullUsageResult = { kind: 'problem', message: 'usage could not be read; the log says more', keyRefused: false };
const MOST_DAYS = 366;

/** Answers `tierlint/pullUsage`. */
export function registerPullUsage({ connection, guard, runtime }: Session): void {
  const answer = guard.request<PullUsageParams, PullUsageResult>(PULL_USAGE, FAILED, async ({ adminKey, days, workDoneToken }) => {
    if (!runtime.pullUsage) return { kind: 'problem', message: 'usage can only be read where the server runs on Node', keyRefused: false };
    if (!adminKey || !Number.isInteger(days) || days < 1 || days > MOST_DAYS)
      return { kind: 'problem', message: `an admin key and 1 to ${MOST_DAYS} days are needed`, keyRefused: !adminKey };
    const progress = connection.window.attachWorkDoneProgress(workDoneToken);
    progress.begin('Tierlint', undefined, 'reading usage');
    try {
      return await runtime.pullUsage(adminKey, days, (text) => progress.report(text));
    } finally {
      progress.done();
    }
  });
  connection.onRequest(new RequestType<PullUsageParams, PullUsageResult, never>(PULL_USAGE), answer);
}
