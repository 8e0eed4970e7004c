import { costChange, isCostIncrease, type CallChange, type ComparedCall } from '../../core/comparison/comparison';
import { formatDollars } from '../../core/estimate/money';
import { alignColumns } from '../columns';
import type { Colors } from '../colors';
import { markdownCode, markdownText, printableData } from '../../core/text/printable';
import { table } from '../markdownTable';
import { count } from '../count';
import { jsonText } from '../json';

export interface DiffReport {
  /** As the user named it. */
  readonly ref: string;
  readonly changes: readonly CallChange[];
}

/** What the figures rest on. */
function basisOf(changes: readonly CallChange[]): string {
  const isOld = changes.some(({ before, after }) => before?.stale === true || after?.stale === true);
  return isOld ? `${BASIS} Some prices are older than 90 days: check them.` : BASIS;
}

const BASIS = 'Dollars are for 1,000 calls at list price, with what is set at run time assumed alike on both sides.';

export function diffText(report: DiffReport, colors: Colors): string {
  const { ref, changes } = printableData(report);
  if (changes.length === 0) return `No OpenAI call differs from ${ref}.\n`;
  const rows = changes.map((change) => [placeOf(change), whatChanged(change), costs(change)]);
  const lines = alignColumns(rows, () => 'left').map((line, i) =>
    changes[i]!.kind === 'added' ? colors.added(`+ ${line}`) : changes[i]!.kind === 'removed' ? colors.removed(`- ${line}`) : `~ ${line}`,
  );
  return `${[...lines, '', summary({ ref, changes }), colors.dim(basisOf(changes))].join('\n')}\n`;
}

/** A comment for a pull request. */
export function diffMarkdown({ ref, changes }: DiffReport): string {
  if (changes.length === 0) return `### OpenAI calls\n\nNo OpenAI call differs from ${markdownCode(ref)}.\n`;
  const rows = changes.map((change) => [markdownCode(placeOf(change)), markdownText(whatChanged(change)), markdownText(costs(change))]);
  return `${['### OpenAI calls', summary({ ref: markdownCode(ref), changes }), table(['Call', 'Change', '$ for 1,000 calls'], rows), basisOf(changes)].join('\n\n')}\n`;
}

export function diffJson({ ref, changes }: DiffReport): string {
  const plain = (call: ComparedCall | undefined): unknown =>
    call && {
      path: call.path,
      ...(call.cell !== undefined && { cell: call.cell }),
      line: call.line,
      api: call.api,
      model: call.model,
      tier: call.tier,
      timeoutSeconds: call.timeout,
      perThousand: call.perThousand ?? null,
    };
  const report = {
    version: 1,
    ref,
    summary: {
      added: number(changes, 'added'),
      removed: number(changes, 'removed'),
      changed: number(changes, 'changed'),
      dearer: changes.filter(isCostIncrease).length,
    },
    changes: changes.map((change) => ({
      kind: change.kind,
      before: plain(change.before) ?? null,
      after: plain(change.after) ?? null,
      differences: change.differences.filter(({ what }) => what !== 'size').map(({ what, before, after }) => ({ what, before, after })),
      costChangePercent: percentOf(change) ?? null,
    })),
  };
  return jsonText(report);
}

function summary({ ref, changes }: DiffReport): string {
  const parts = (['added', 'removed', 'changed'] as const).flatMap((kind) =>
    number(changes, kind) > 0 ? [`${number(changes, kind)} ${kind}`] : [],
  );
  const dearer = changes.filter(isCostIncrease).length;
  const cheaper = changes.filter(({ before, after }) => (costChange(before, after) ?? 0) < 0).length;
  const costs = [
    ...(dearer > 0 ? [`${count(dearer, 'call')} ${dearer === 1 ? 'costs' : 'cost'} more than before`] : []),
    ...(cheaper > 0 ? [`${count(cheaper, 'call')} ${cheaper === 1 ? 'costs' : 'cost'} less`] : []),
  ];
  return `Against ${ref}: ${parts.join(', ')}.${costs.length > 0 ? ` ${costs.join('; ')}.` : ''}`;
}

function number(changes: readonly CallChange[], kind: CallChange['kind']): number {
  return changes.filter((change) => change.kind === kind).length;
}

function placeOf({ before, after }: CallChange): string {
  const { path, cell, line } = (after ?? before)!;
  return cell === undefined ? `${path}:${line}` : `${path}:cell ${cell}:${line}`;
}

function whatChanged({ kind, before, after, differences }: CallChange): string {
  if (kind !== 'changed') {
    const { model, tier } = (after ?? before)!;
    return `${kind}: ${model}, ${tier}`;
  }
  return differences
    .map(({ what, before: old, after: fresh }) => (what === 'size' ? 'prompt or output limit' : `${what} ${old} → ${fresh}`))
    .join('; ');
}

function costs(change: CallChange): string {
  const { before, after } = change;
  const dollars = (call: ComparedCall | undefined): string =>
    call?.perThousand === undefined ? '?' : `≈ ${formatDollars(call.perThousand)}`;
  if (!before || !after) return (after ?? before)!.perThousand === undefined ? '' : dollars(after ?? before);
  const percent = percentOf(change);
  if (percent === undefined)
    return before.perThousand === undefined && after.perThousand === undefined ? '' : `${dollars(before)} → ${dollars(after)}`;
  return percent === 0 ? dollars(after) : `${dollars(before)} → ${dollars(after)} (${percent > 0 ? '+' : '−'}${Math.abs(percent)} %)`;
}

function percentOf({ before, after }: CallChange): number | undefined {
  const change = costChange(before, after);
  return change === undefined || !Number.isFinite(change) ? undefined : Math.round(change * 100);
}
