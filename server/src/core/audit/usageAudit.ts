/**
 * Real usage beside the code: what each model of each project was used for, what the same tokens cost on a cheaper way, and
 * which call sites of this code could move them. Rows are not added up: one call site may serve many rows, and list prices are no bill.
 */
import type { Catalog } from '../catalog/catalog';
import { spendingOf, type Billed, type Spending } from '../usage/spending';
import type { Usage } from '../usage/usage';
import type { AuditCall } from './auditCall';

export interface UsageAudit {
  readonly source: Usage['source'];
  readonly start: string;
  readonly end: string;
  /** The dearest first. */
  readonly rows: readonly UsageAuditRow[];
  readonly billed: readonly Billed[];
  readonly assumptions: readonly string[];
}

export interface UsageAuditRow extends Spending {
  /** Call sites in this code that name the model. */
  readonly sites: SitesOfModel;
}

export interface SitesOfModel {
  readonly all: number;
  /** Nobody waits for them. */
  readonly movable: number;
  /** Nothing tells who waits. */
  readonly undecided: number;
  /** The model is set at run time: they may use it too. */
  readonly unnamed: number;
}

export function usageAudit(usage: Usage, calls: readonly AuditCall[], catalog: Catalog): UsageAudit {
  const { rows, billed, assumptions } = spendingOf(usage, catalog);
  const unnamed = calls.filter(({ model }) => model === null || model === 'dynamic').length;
  const idOf = (name: string | null): string | undefined => (name === null ? undefined : (catalog.model(name)?.id ?? name));
  return {
    source: usage.source,
    start: usage.start,
    end: usage.end,
    rows: rows.map((row) => {
      const id = idOf(row.model);
      const sites = id === undefined ? [] : calls.filter(({ model }) => model !== 'dynamic' && idOf(model) === id);
      return {
        ...row,
        sites: {
          all: sites.length,
          movable: sites.filter(({ better }) => better?.isSure === true).length,
          undecided: sites.filter(({ better }) => better?.isSure === false).length,
          unnamed,
        },
      };
    }),
    billed,
    assumptions: [
      ...assumptions,
      'Usage names no call site: a model’s tokens may come from several call sites, and from code that is not here.',
    ],
  };
}

/** How much of a row the call sites of this code could move, in words. */
export function describeSites({ all, movable, undecided, unnamed }: SitesOfModel): string {
  if (all === 0) return unnamed > 0 ? `no call here names it; ${unnamed} set the model at run time` : 'no call in this code';
  if (movable === all) return all === 1 ? 'its one call here could move' : `all ${all} calls here could move`;
  const parts = [...(movable > 0 ? [`${movable} could move`] : []), ...(undecided > 0 ? [`${undecided} could if nobody waits`] : [])];
  return `${all} ${all === 1 ? 'call' : 'calls'} here: ${parts.length > 0 ? parts.join(', ') : 'none could move'}`;
}
