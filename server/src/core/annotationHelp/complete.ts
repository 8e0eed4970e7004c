/** What may be written next in an annotation. */
import { INTENDED_TIERS } from '../intent/tiers';
import { VOLUME_EXAMPLES } from '../intent/volume';
import { ruleById } from '../rules';
import { RULE_IDS } from '../findings/ruleIds';

export interface Proposal {
  readonly text: string;
  /** Markdown. */
  readonly description?: string;
  /** Further words may go between its brackets. */
  readonly takesList?: true;
}

export interface Completion {
  /** The word that is being written: proposals replace it. */
  readonly typed: string;
  readonly proposals: readonly Proposal[];
}

const COMMENT = /(?:^|\s|\{)(?:#+|\/\/+|\/\*+|\*)[ \t]*(tier:.*)$/;
const VALUE = /^tier:[ \t]*([\w-]*)$/;
const RULE = /^tier:[ \t]*ignore[ \t]*\[([^\]]*)$/;
const VOLUME = /^tier:.*?(?:^|[\s,:])volume[ \t]*=[ \t]*([^\s,()]*)$/;
const KEY = /^tier:[ \t]*[\w-]+(?:\[[^\]]*\])?[ \t]*,[ \t]*([\w-]*)$/;

/** From the text of a line up to the cursor; undefined outside of an annotation. */
export function completeAnnotation(line: string): Completion | undefined {
  const body = COMMENT.exec(line)?.[1];
  if (body === undefined) return undefined;
  const volume = VOLUME.exec(body)?.[1];
  if (volume !== undefined)
    return {
      typed: volume,
      proposals: VOLUME_EXAMPLES.map((text) => ({ text, description: 'How often each call runs; monthly figures are made of it.' })),
    };
  const value = VALUE.exec(body)?.[1];
  if (value !== undefined) {
    const tiers = INTENDED_TIERS.map(({ value: text, description }) => ({ text, description }));
    return {
      typed: value,
      proposals: [...tiers, { text: 'ignore', description: 'Silences the rules in brackets, or all without brackets.', takesList: true }],
    };
  }
  const rules = RULE.exec(body)?.[1];
  if (rules !== undefined) {
    const named = rules.split(',').map((rule) => rule.trim());
    const left = RULE_IDS.filter((id) => !named.slice(0, -1).includes(id));
    return { typed: named.at(-1) ?? '', proposals: left.map((id) => ({ text: id, description: ruleById(id)?.docs.summary ?? '' })) };
  }
  const key = KEY.exec(body)?.[1];
  return key === undefined || body.includes('volume')
    ? undefined
    : { typed: key, proposals: [{ text: 'volume=', description: 'How often each call runs: `volume=20k/day`.' }] };
}
