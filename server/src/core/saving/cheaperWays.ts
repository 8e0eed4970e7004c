/**
 * What would save at a call, and what it takes: the one answer that rules, audit, hover and reports share. Never a way that makes a
 * person wait, never Batch for requests that need each other's answers.
 */
import type { CallSite } from '../callSite/callSite';
import type { CheaperWay } from '../callSite/cheaperWay';
import { BACKGROUND_WINDOWS } from '../catalog/catalog';
import type { Model } from '../catalog/model';
import { rateOf, HALF, type PricedWay, type Rate } from '../estimate/rate';
import { tierOf } from '../estimate/tierNow';
import { fixProvider, type FixId } from '../fixes';
import type { FixContext } from '../fixes/fix';
import { isInTest } from '../workload/workload';
import { successorWay } from './successor';

/** The best first, and what a fix does before what somebody has to rebuild. `today` is an ISO date. */
export function cheaperWays(site: CallSite, context: FixContext, today: string): readonly CheaperWay[] {
  if (!mayMove(site)) return [];
  const model = site.model.state === 'literal' ? context.catalog.model(site.model.value) : undefined;
  // A call that fails costs nothing less elsewhere.
  if (model?.shutdown !== undefined && model.shutdown <= today) return [];
  const offers = (id: FixId): boolean => fixProvider(id).propose(site, context).length > 0;
  const ways = model?.prices.standard ? waysOf(site, model, context, offers) : generalWays(site, context, offers);
  return [...ways].sort(
    (a, b) => ORDER.indexOf(a.takes) - ORDER.indexOf(b.takes) || b.savingPercent - a.savingPercent || effort(site, a) - effort(site, b),
  );
}

const ORDER: readonly CheaperWay['takes'][] = ['fix', 'model', 'restructuring'];

type Offers = (id: FixId) => boolean;

/** OpenAI answers, nobody waits for it at once, and nobody said that it is to stay. */
function mayMove({ client, workload, intent, endpoint, tier }: CallSite): boolean {
  if (client.provider !== 'openai' || workload.workload === 'interactive' || endpoint.free || endpoint.retired !== undefined) return false;
  return intent?.tier !== 'standard' && intent?.tier !== 'priority' && tierOf(tier) !== undefined;
}

function waysOf(site: CallSite, model: Model, context: FixContext, offers: Offers): CheaperWay[] {
  const current = tierOf(site.tier);
  const now = current && current !== 'batch' && current !== 'background' ? rateOf(model, current) : undefined;
  if (!now) return [];
  const found: CheaperWay[] = [];
  const add = (way: PricedWay, tier: CheaperWay['tier'], label: string, takes: () => CheaperWay['takes']): void => {
    const then = rateOf(model, way);
    const savingPercent = then && saved(now, then);
    if (then && savingPercent !== undefined && savingPercent >= 1)
      found.push({ tier, label, savingPercent, takes: takes(), price: { now, then } });
  };
  const by = (id: FixId) => (): CheaperWay['takes'] => (offers(id) ? 'fix' : 'restructuring');
  const takesTier = site.endpoint.tier === 'request';
  if (takesTier && current === 'priority') add('standard', 'standard', 'standard', by('use-standard'));
  if (takesTier && site.endpoint.tierValues?.includes('flex') !== false && current !== 'flex' && model.takes.flex)
    add('flex', 'flex', 'flex', by('add-flex'));
  if (mayBeBatch(site) && model.takes.batch) add('batch', 'batch', 'batch', by('loop-to-batch'));
  if (site.endpoint.background && model.takes.background && !isStreamed(site))
    for (const { window } of BACKGROUND_WINDOWS) add(window, 'background', `background, ${window.slice(0, -1)} h`, by('background-window'));
  if (found.some(({ tier }) => tier === 'flex')) return found;
  const successor = takesTier ? successorWay(model, now, context.catalog) : undefined;
  if (successor && successor.savingPercent >= 1) {
    // What a test asks of a model says nothing of another one.
    const takes = isInTest(site.workload) ? 'restructuring' : offers('replace-model') ? 'fix' : 'model';
    found.push({ ...successor, takes });
  }
  return found;
}

/** Priority costs 1.7 to 2.5 times standard, by the rows of the catalog. */
const OF_PRIORITY = 41;

/** For a model that is set at run time or has no price here: flex and Batch cost half of standard wherever they are offered. */
function generalWays(site: CallSite, { catalog }: FixContext, offers: Offers): CheaperWay[] {
  const current = tierOf(site.tier);
  if (current === 'priority' && site.endpoint.tier === 'request')
    return [{ tier: 'standard', label: 'standard', savingPercent: OF_PRIORITY, takes: offers('use-standard') ? 'fix' : 'restructuring' }];
  if (current !== 'standard') return [];
  const name = site.model.state === 'literal' ? site.model.value : undefined;
  const way = (tier: 'flex' | 'batch', id: FixId): CheaperWay[] => {
    const support = catalog.tierSupport(name, tier);
    if (support === 'no') return [];
    return [
      {
        tier,
        label: tier,
        savingPercent: HALF * 100,
        takes: offers(id) ? 'fix' : 'restructuring',
        ...(support === 'unknown' && { ifModelTakesIt: true }),
      },
    ];
  };
  return [
    ...(site.endpoint.tier === 'request' && site.endpoint.tierValues?.includes('flex') !== false ? way('flex', 'add-flex') : []),
    ...(mayBeBatch(site) ? way('batch', 'loop-to-batch') : []),
  ];
}

/** A loop's independent requests, or single ones that somebody could gather; a test looks at its one answer at once. */
function mayBeBatch(site: CallSite): boolean {
  if (!site.endpoint.batch || isStreamed(site) || site.isLegacy) return false;
  if (site.loop?.verdict === 'batchable' || site.intent?.tier === 'batch') return true;
  return !isInTest(site.workload) && (site.loop === undefined || !NEVER_BATCH.has(site.loop.verdict));
}

/** Loops whose requests need each other, or that no file of requests can hold, however they are written. */
const NEVER_BATCH: ReadonlySet<string> = new Set(['dependent', 'conversation', 'streaming', 'unsupported', 'retry']);

function isStreamed({ stream }: CallSite): boolean {
  return stream.state === 'literal' && stream.value;
}

/** Whole percent, of input or of output, whichever saves less; undefined where nothing is paid now. */
function saved(now: Rate, then: Rate): number | undefined {
  const shares = ([now.input > 0 && then.input / now.input, now.output > 0 && then.output / now.output] as const).filter(
    (share): share is number => share !== false,
  );
  return shares.length === 0 ? undefined : Math.round((1 - Math.max(...shares)) * 100);
}

/** Of two ways that save the same: a loop goes to Batch, which has no limit of rate; a single call is least changed by flex. */
function effort({ loop }: CallSite, { tier }: CheaperWay): number {
  const order = loop?.verdict === 'batchable' ? ['batch', 'flex', 'background', 'standard'] : ['flex', 'background', 'batch', 'standard'];
  return order.indexOf(tier);
}
