import type { Group } from '../../core/audit/groups';
import type { Saving } from '../../core/audit/saving';
import { placeOf } from './words';
import type { AuditReport } from './report';
import { jsonText } from '../json';

/** Bumped when a field changes its meaning or goes away; new fields may come at any time. */
const VERSION = 1;

/** Everything an audit knows. Calls are told once; actions and groups name them by index. */
export function jsonAudit({ audit, usage }: AuditReport): string {
  const index = new Map(audit.calls.map((call, i) => [call, i]));
  const group = ({ name, calls, findings, saving }: Group): unknown => ({ name, calls: calls.length, findings, saving: plain(saving) });
  const report = {
    version: VERSION,
    date: audit.date,
    summary: {
      files: audit.files,
      calls: audit.calls.length,
      findings: audit.calls.reduce((sum, { findings }) => sum + findings.length, 0),
    },
    actions: audit.actions.map(({ id, title, why, how, calls, saving }) => ({
      id,
      title,
      why,
      how,
      calls: calls.map((call) => index.get(call)),
      saving: plain(saving),
    })),
    groups: Object.fromEntries(Object.entries(audit.groups).map(([name, groups]) => [name, groups.map(group)])),
    calls: audit.calls.map((call) => ({
      place: placeOf(call),
      ...call,
      perThousand: call.perThousand ?? null,
      better: call.better ?? null,
      otherModel: call.otherModel ?? null,
      ifRebuilt: call.ifRebuilt ?? null,
      volume: call.volume ?? null,
      owner: call.owner ?? null,
    })),
    usage: usage ?? null,
    assumptions: audit.assumptions,
  };
  return jsonText(report);
}

function plain({ calls, percent, monthly }: Saving): unknown {
  return { calls, percent: percent ?? null, monthly: monthly ?? null };
}
