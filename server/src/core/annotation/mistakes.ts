/** What is wrong with the words of an annotation. */
import { INTENDED_TIERS } from '../intent/tiers';
import { parseVolume } from '../intent/volume';
import { isRuleId, RULE_IDS } from '../findings/ruleIds';
import { closest, suggestion } from '../text/closest';
import { tierOf, type Annotation, type Word } from './annotation';

export interface Mistake {
  readonly kind: 'value' | 'rule' | 'volume' | 'key';
  readonly word: Word;
  /** What to write instead, where it can be told. */
  readonly meant?: string;
  /** `; did you mean "x"?`, or what there is, with the mark that ends the sentence. */
  readonly advice: string;
}

const ANNOTATION_VALUES: readonly string[] = [...INTENDED_TIERS.map(({ value }) => value), 'ignore'];

/** Values of `service_tier` in the place of the tiers they stand for. */
const SERVICE_TIERS: Readonly<Record<string, string>> = { default: 'standard', auto: 'standard', fast: 'priority', bulk: 'batch' };

/** Comments that only look like annotations ("tier: premium users") are no mistakes: their word is near to none of ours. */
export function mistakesOf(annotation: Annotation): readonly Mistake[] {
  const { value, valueSpan, volumeWord, volume, ruleWords = [], unknownKeys } = annotation;
  const isOurs = value === 'ignore' || tierOf(annotation) !== undefined || volumeWord !== undefined;
  const found: Mistake[] = [];
  if (value !== '' && !ANNOTATION_VALUES.includes(value)) {
    const meant = SERVICE_TIERS[value] ?? closest(value, ANNOTATION_VALUES);
    if (meant !== undefined || isOurs)
      found.push({ kind: 'value', word: { text: value, span: valueSpan }, ...advise(meant, ANNOTATION_VALUES) });
  }
  for (const word of ruleWords) if (!isRuleId(word.text)) found.push({ kind: 'rule', word, ...advise(closest(word.text, RULE_IDS), []) });
  if (volumeWord && !volume && !parseVolume(volumeWord.text)) found.push({ kind: 'volume', word: volumeWord, advice: '.' });
  if (isOurs) for (const word of unknownKeys) found.push({ kind: 'key', word, ...advise(closest(word.text, ['volume']), ['volume']) });
  return found;
}

function advise(meant: string | undefined, known: readonly string[]): Pick<Mistake, 'meant' | 'advice'> {
  return meant === undefined
    ? { advice: `${known.length === 0 ? '' : suggestion('', known)}.` }
    : { meant, advice: `; did you mean "${meant}"?` };
}
