import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Audit } from '../../core/audit/audit';
import type { Group } from '../../core/audit/groups';
import type { UsageAudit } from '../../core/audit/usageAudit';
import type * as drawing from './drawCharts';
import type { Bar, BarChart } from './drawCharts';

const require = createRequire(__filename);

/** From beside the bundle, or from source. */
function load(): typeof drawing {
  const beside = join(__dirname, 'charts.js');
  return require(existsSync(beside) ? beside : './drawCharts') as typeof drawing;
}

const MOST_BARS = 12;

/** A figure of the report: its title, what it shows in a sentence, and the picture. */
export interface Figure {
  readonly title: string;
  readonly description: string;
  readonly series: BarChart['series'];
  readonly svg: string;
}

const WAITING: BarChart['series'] = [
  ['offline', 'var(--offline)'],
  ['background', 'var(--background)'],
  ['unknown', 'var(--unknown)'],
  ['interactive', 'var(--interactive)'],
];

const COSTS: BarChart['series'] = [
  ['now', 'var(--unknown)'],
  ['on the cheapest way', 'var(--offline)'],
];

/** The charts of a report; none for a code base without calls. */
export function figuresOf(audit: Audit, usage: UsageAudit | undefined): Figure[] {
  const { drawBars } = load();
  const figures: Figure[] = [];
  const add = (title: string, description: string, chart: BarChart): void => {
    if (chart.bars.length > 0) figures.push({ title, description, series: chart.series, svg: drawBars(chart) });
  };
  const byWaiting = (groups: readonly Group[]): BarChart => ({
    bars: groups.slice(0, MOST_BARS).flatMap(partsOf),
    series: WAITING,
    label: 'calls',
  });
  add(
    'Calls by folder, and who waits',
    `${audit.groups.folder.length > MOST_BARS ? `The ${MOST_BARS} folders with the most findings. ` : ''}Each bar counts calls by who waits for the answer.`,
    byWaiting(audit.groups.folder),
  );
  add(
    'Calls by model, and who waits',
    'Each bar counts the calls that name a model, by who waits for the answer.',
    byWaiting(audit.groups.model),
  );
  const dear = (usage?.rows ?? []).filter(({ listPrice }) => listPrice !== undefined).slice(0, MOST_BARS);
  add(
    'Real usage at list price',
    'The dearest rows of usage: what the tokens cost now, and on the cheapest way the model is offered on. Bars are not to be added: not all tokens can move.',
    {
      bars: dear.flatMap(({ model, project, tier, listPrice, alternatives }): Bar[] => {
        const name = [model, project, tier].filter((each) => each !== null).join(' · ');
        const least = alternatives[0]?.price ?? listPrice!;
        // One bar, of which the left part is what would be left.
        return [
          { name, series: 'on the cheapest way', value: least },
          { name, series: 'now', value: listPrice! - least },
        ];
      }),
      series: [COSTS[1]!, COSTS[0]!],
      label: 'US dollars',
      isMoney: true,
    },
  );
  return figures;
}

function partsOf({ name, calls }: Group): Bar[] {
  return WAITING.flatMap(([workload]): Bar[] => {
    const value = calls.filter((call) => call.workload === workload).length;
    return value === 0 ? [] : [{ name, series: workload, value }];
  });
}
