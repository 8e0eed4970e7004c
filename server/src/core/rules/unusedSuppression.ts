/** An annotation that silences nothing, is about no call, or can't be understood. */
import { TIERED_RESOURCES } from '../catalog/methods';
import { tierOf, type Annotation } from '../annotation/annotation';
import { mistakesOf, type Mistake } from '../annotation/mistakes';
import { Reach } from '../annotation/reach';
import { correcting } from '../fixes/correctAnnotation';
import { removingAnnotation, removingRules } from '../fixes/removeAnnotation';
import type { Fix } from '../findings/fix';
import type { CallExpression } from '../syntax/expression';
import type { CheckedFile, FileRuleContext, Rule } from './rule';
import { isRuleId } from '../findings/ruleIds';

export const unusedSuppression: Rule = {
  id: 'unused-suppression',
  docs: {
    summary: 'An annotation silences nothing, is about no OpenAI call, or holds a word that means nothing.',
    what: 'Reports `tier: ignore` comments, and rules in their lists, that silence no finding; `tier: standard` and the like that stand at no OpenAI call; and annotations with a mistyped value, rule or volume, which do nothing of what they seem to. It looks at files with calls, once all other rules are done. Rules that are switched off do not count as unused. Comments that only look alike (`tier: premium`) are left alone.',
    why: 'A suppression that outlived its finding hides the next one, and a mistyped annotation protects nothing.',
    whenNot: 'Where code is generated with annotations that are not always needed, switch the rule off for these files in `tierlint.json`.',
    examples: [
      {
        language: 'python',
        bad: '# tier: ignore[flex-timeout]\nclient.responses.create(model="gpt-5.4", input=text, service_tier="default")',
        good: 'client.responses.create(model="gpt-5.4", input=text, service_tier="default")',
      },
      {
        language: 'typescript',
        bad: '// tier: standart (a person waits)\nawait client.responses.create({ model: "gpt-5.4", input, service_tier: "default" });',
        good: '// tier: standard (a person waits)\nawait client.responses.create({ model: "gpt-5.4", input });',
      },
    ],
    since: '0.1.0',
  },
  defaultSeverity: 'info',
  presets: { strict: 'warning', quiet: 'off' },
  messages: {
    unusedRules: 'This suppression silences nothing: {rules} is not reported here. Remove it.',
    unusedIgnore: 'This suppression silences nothing: no rule reports anything here. Remove it.',
    noCall:
      'This annotation stands at no OpenAI call, so it says nothing. Move it to the call, its function or the top of the file, or remove it.',
    badValue: 'An annotation has no value "{word}"{advice} It does nothing as it is.',
    badRule: 'There is no rule "{word}"{advice} `tierlint explain` lists the rules there are.',
    badVolume: '"{word}" is no volume: write it like volume=20k/day or volume=1.5M/month.',
    badKey: 'An annotation knows no "{word}"{advice} It does nothing.',
  },
  fixes: ['remove-annotation', 'correct-annotation'],
  checkFile(file, context) {
    for (const annotation of Reach.of(file.unit).annotations) {
      const mistakes = file.calls.length > 0 ? mistakesOf(annotation) : [];
      for (const mistake of mistakes) reportMistake(mistake, annotation, file, context);
      // A call that is being typed may not look like one yet.
      if (file.unit.facts.hasErrors) continue;
      if (annotation.value === 'ignore') checkIgnore(annotation, file, context);
      else if (mistakes.length === 0) checkStatement(annotation, file, context);
    }
  },
};

const MESSAGES: Readonly<Record<Mistake['kind'], string>> = { value: 'badValue', rule: 'badRule', volume: 'badVolume', key: 'badKey' };

function reportMistake(
  { kind, word, meant, advice }: Mistake,
  annotation: Annotation,
  { unit }: CheckedFile,
  { report }: FileRuleContext,
): void {
  const fixes = (): readonly Fix[] => (meant === undefined ? [] : [correcting({ span: word.span, newText: meant }, unit)]);
  report({
    messageId: MESSAGES[kind],
    data: { word: word.text, advice },
    span: annotation.span,
    underline: word.span,
    severity: 'warning',
    fixes,
  });
}

/** Rules without a use, and lists in which nothing is left. */
function checkIgnore(annotation: Annotation, { unit, calls, levels, usedRules }: CheckedFile, { report }: FileRuleContext): void {
  const used = usedRules(annotation);
  const { ruleWords, span, volume } = annotation;
  if (!ruleWords) {
    // A bare `ignore` in a file without calls may be anybody's comment.
    if (used.size === 0 && calls.length > 0 && volume === undefined)
      report({ messageId: 'unusedIgnore', span, fixes: () => [removingAnnotation(annotation, unit)] });
    return;
  }
  const unused = ruleWords.flatMap(({ text }, index) => {
    const isRepeated = ruleWords.findIndex((word) => word.text === text) < index;
    const isIdle = isRuleId(text) && !used.has(text) && levels[text] !== 'off' && text !== unusedSuppression.id;
    return isRepeated || isIdle ? [index] : [];
  });
  if (unused.length === 0 && ruleWords.length > 0) return;
  if (ruleWords.length === 0) return report({ messageId: 'unusedIgnore', span, fixes: () => [removingAnnotation(annotation, unit)] });
  const rules = unused.map((index) => ruleWords[index]!.text).join(', ');
  report({ messageId: 'unusedRules', data: { rules }, span, fixes: () => [removingRules(annotation, unused, unit)] });
}

/** A tier or a volume that is about no call. In a file without calls it may be anybody's comment. */
function checkStatement(annotation: Annotation, { unit, calls }: CheckedFile, { report }: FileRuleContext): void {
  if (calls.length === 0 || (tierOf(annotation) === undefined && annotation.volume === undefined)) return;
  const reach = Reach.of(unit);
  const isUsed = calls.some(
    (site) => reach.nearness(annotation, { span: site.call.span, statement: site.statement, underline: site.methodSpan }) !== undefined,
  );
  const handsOver = unit.facts.calls.some(
    ({ call, statement }) => handsOverClient(call) && reach.nearness(annotation, { span: call.span, statement }) !== undefined,
  );
  if (!isUsed && !handsOver) report({ messageId: 'noCall', span: annotation.span, fixes: () => [removingAnnotation(annotation, unit)] });
}

/** `create_in_background(client.responses, ...)`: a helper sends the request of this place. */
function handsOverClient({ args }: CallExpression): boolean {
  return args.some(({ value }) => value.kind === 'member' && TIERED_RESOURCES.has(value.property));
}
