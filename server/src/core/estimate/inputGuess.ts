/** How long the input of a request is: what stands in the code is counted, the rest is a stated assumption. */
import { AT_RUN_TIME } from '../callSite/inWords';
import type { Model } from '../catalog/model';
import type { PromptText } from './promptText';
import { sum, times, type Range } from './range';
import { countTokens, type TokenCounter } from './tokens';

export interface InputGuess {
  readonly tokens: Range;
  /** Tokens that are the same in every request, and so may be cached. */
  readonly fixed: number;
  readonly assumption: string;
}

/** Our own assumptions of what is set at run time, stated wherever they are used. */
const GAP: Range = { low: 5, likely: 100, high: 1_000 };
const TEXT: Range = { low: 50, likely: 500, high: 4_000 };
const CONVERSATION: Range = { low: 200, likely: 1_500, high: 10_000 };
/** A picture of common size in low and in high detail: https://developers.openai.com/api/docs/guides/images-vision. */
const IMAGE: Range = { low: 85, likely: 765, high: 1_500 };

/** A chat format adds about this many per message, and so many once (OpenAI's cookbook on counting tokens). */
const PER_MESSAGE = 4;
const PER_REQUEST = 3;

export function guessInput(model: Model, prompt: PromptText | undefined, counter: TokenCounter): InputGuess {
  if (!prompt) return { tokens: TEXT, fixed: 0, assumption: `Input tokens: the prompt is not in sight; ${span(TEXT)} taken.` };
  const { tokens: counted, isScaled } = countTokens(prompt.texts, counter);
  const overhead = prompt.messages > 0 ? prompt.messages * PER_MESSAGE + PER_REQUEST : 0;
  const fixed = counted + overhead;
  const open = [times(GAP, prompt.gaps), times(TEXT, prompt.openTexts), times(CONVERSATION, prompt.openLists), times(IMAGE, prompt.images)];
  const tokens = sum([{ low: fixed, likely: fixed, high: fixed }, ...open]);
  const known = `${isScaled || isApproximate(model) ? 'about ' : ''}${words(fixed)} in the code`;
  const parts = [
    fixed > 0 ? known : 'none in the code',
    ...part(prompt.gaps, 'gap of a template', 'gaps of templates', GAP),
    ...part(prompt.openTexts, `text ${AT_RUN_TIME}`, `texts ${AT_RUN_TIME}`, TEXT),
    ...part(prompt.openLists, `conversation ${AT_RUN_TIME}`, `conversations ${AT_RUN_TIME}`, CONVERSATION),
    ...part(prompt.images, 'file or image', 'files or images', IMAGE),
  ];
  return { tokens, fixed, assumption: `Input tokens: ${parts.join('; ')}.` };
}

/** The encoding of GPT-6 is not published; older models than GPT-4o have another one. */
function isApproximate({ id }: Model): boolean {
  return !/^(?:gpt-5|gpt-4o|gpt-4\.1|o[134])/.test(id);
}

function part(count: number, one: string, many: string, range: Range): string[] {
  return count === 0 ? [] : [`${count === 1 ? `a ${one}` : `${count} ${many}`}, ${span(range)} taken${count > 1 ? ' each' : ''}`];
}

function span({ low, likely, high }: Range): string {
  return `${words(likely)} (${words(low)} to ${words(high)})`;
}

function words(count: number): string {
  return count.toLocaleString('en-US');
}
