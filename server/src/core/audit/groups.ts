/** Calls grouped by what a reader looks for: folder, owner, model, workload. */
import { knownFrom, modelInWords } from '../callSite/inWords';
import type { AuditCall } from './auditCall';
import { savingOf, type Saving } from './saving';

export interface Group {
  readonly name: string;
  readonly calls: readonly AuditCall[];
  readonly findings: number;
  readonly saving: Saving;
}

export type Grouping = 'folder' | 'owner' | 'model' | 'workload';

const NAMES: Readonly<Record<Grouping, (call: AuditCall) => string>> = {
  folder: ({ folder }) => folder,
  owner: ({ owner }) => owner ?? 'no owner',
  model: ({ model }) => modelInWords(knownFrom(model)),
  workload: ({ workload }) => workload,
};

/** Most findings first, then most calls. */
export function groupBy(calls: readonly AuditCall[], grouping: Grouping): Group[] {
  const byName = new Map<string, AuditCall[]>();
  for (const call of calls) {
    const name = NAMES[grouping](call);
    const group = byName.get(name);
    if (group) group.push(call);
    else byName.set(name, [call]);
  }
  const groups = [...byName].map(
    ([name, all]): Group => ({
      name,
      calls: all,
      findings: all.reduce((sum, { findings }) => sum + findings.length, 0),
      saving: savingOf(all),
    }),
  );
  return groups.sort((a, b) => b.findings - a.findings || b.calls.length - a.calls.length || (a.name < b.name ? -1 : 1));
}
