/** What a person said of a call: in an annotation, or in `tierlint.json`. */
import { tierOf, type Annotation } from '../annotation/annotation';
import { Reach } from '../annotation/reach';
import type { FileConfig } from '../config/fileConfig';
import type { LinkedCall } from '../link/linkedCall';
import type { SourceUnit } from '../link/moduleHost';
import type { Intent } from '../intent/intent';

/** Undefined when nobody said anything. The nearest annotation wins, over the file too, for tier and volume each. */
export function intentOf(call: LinkedCall, unit: SourceUnit, config: FileConfig): Intent | undefined {
  const annotations = byNearness(call, unit);
  const tier = annotations.find((each) => tierOf(each) !== undefined);
  const volume = annotations.find((each) => each.volume !== undefined)?.volume ?? config.volume?.value;
  const saidTier = tier ? tierOf(tier) : config.tier?.value;
  if (saidTier === undefined && volume === undefined) return undefined;
  const said = tier ?? (config.tier ? undefined : annotations.find((each) => each.volume !== undefined));
  const stated = config.tier ?? config.volume;
  const reason = said ? said.reason : stated?.reason;
  return {
    ...(saidTier !== undefined && { tier: saidTier }),
    ...(volume && { volume }),
    ...(reason !== undefined && { reason }),
    from: said ? { kind: 'annotation', span: said.span } : { kind: 'config', file: config.file ?? '', glob: stated?.glob ?? '' },
  };
}

/** Annotations about the call, the nearest first; of two as near, the one further down. */
function byNearness(call: LinkedCall, unit: SourceUnit): readonly Annotation[] {
  const reach = Reach.of(unit);
  if (reach.annotations.length === 0) return [];
  const target = { span: call.call.span, statement: call.statement, underline: call.methodSpan };
  const about = reach.annotations.flatMap((annotation) => {
    const near = reach.nearness(annotation, target);
    return near === undefined ? [] : [{ annotation, near }];
  });
  const order = (a: number, b: number): number => (a === b ? 0 : a - b);
  return about
    .sort((a, b) => order(a.near, b.near) || b.annotation.span.start - a.annotation.span.start)
    .map(({ annotation }) => annotation);
}
