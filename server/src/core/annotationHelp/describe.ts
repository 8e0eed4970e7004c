/** What an annotation means, for a person who points at it. */
import { INTENDED_TIERS } from '../intent/tiers';
import type { CallSite } from '../callSite/callSite';
import type { Finding } from '../findings/finding';
import { ruleById } from '../rules';
import { tierOf, type Annotation } from '../annotation/annotation';
import { mistakesOf } from '../annotation/mistakes';
import { ON_THE_CALL, WHOLE_FILE, type Reach } from '../annotation/reach';

/** Markdown of one or a few paragraphs; undefined for a comment that only looks like an annotation. */
export function describeAnnotation(
  annotation: Annotation,
  reach: Reach,
  calls: readonly CallSite[],
  suppressed: readonly Finding[],
): string | undefined {
  const tier = INTENDED_TIERS.find(({ value }) => value === tierOf(annotation));
  const parts: string[] = [];
  if (tier) parts.push(`**Meant for ${tier.value}.** ${tier.description}`);
  else if (annotation.value === 'ignore') parts.push(describeIgnore(annotation));
  else if (annotation.volume === undefined && mistakesOf(annotation).length === 0) return undefined;
  for (const { word, advice } of mistakesOf(annotation)) parts.push(`⚠ \`${word.text}\` means nothing here${advice.replaceAll('"', '`')}`);
  if (annotation.volume)
    parts.push(
      `Each call runs ${annotation.volume.requests.toLocaleString('en-US')} times a ${annotation.volume.per}: monthly figures are made of this.`,
    );
  parts.push(about(annotation, reach, calls));
  if (annotation.value === 'ignore') {
    const silenced = suppressed.filter((finding) => isAbout(annotation, reach, finding)).length;
    parts.push(silenced === 0 ? 'It silences nothing.' : `It silences ${silenced === 1 ? '1 finding' : `${silenced} findings`}.`);
  }
  return parts.join('\n\n');
}

function describeIgnore({ rules }: Annotation): string {
  if (!rules) return '**Silences every rule** but `unused-suppression`.';
  const list = rules.map((id) => {
    const rule = ruleById(id);
    return rule ? `- \`${id}\`: ${rule.docs.summary}` : `- \`${id}\``;
  });
  return ['**Silences these rules:**', ...list].join('\n');
}

function about(annotation: Annotation, reach: Reach, calls: readonly CallSite[]): string {
  const near = calls.flatMap(
    (site) => reach.nearness(annotation, { span: site.call.span, statement: site.statement, underline: site.methodSpan }) ?? [],
  );
  if (near.length === 0) return 'It stands at no OpenAI call.';
  const number = near.length === 1 ? '1 OpenAI call' : `${near.length} OpenAI calls`;
  if (near.every((each) => each === ON_THE_CALL))
    return `It is about ${near.length === 1 ? 'the call here' : `the ${near.length} calls here`}.`;
  return near.includes(WHOLE_FILE) ? `It is about the whole file: ${number}.` : `It is about the function or class here: ${number}.`;
}

function isAbout(annotation: Annotation, reach: Reach, { rule, span, underline, callSite }: Finding): boolean {
  const speaks = annotation.rules === undefined || annotation.rules.includes(rule);
  return speaks && reach.nearness(annotation, { span, underline, ...(callSite && { statement: callSite.statement }) }) !== undefined;
}
