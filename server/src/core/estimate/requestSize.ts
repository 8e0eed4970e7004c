/** What a call's arguments say of the size of its requests. */
import type { RequestReader } from '../link/requestReader';
import type { LinkedCall } from '../link/linkedCall';
import { knownPrimitive } from '../link/known';
import { addTexts, NO_TEXT, PromptReader, type PromptText } from './promptText';
import { repeatsOf, type Repeats } from './repeats';

export interface RequestSize {
  readonly prompt: PromptText;
  /** The most output tokens the request allows, with the parameter that says so. */
  readonly outputLimit?: { readonly tokens: number; readonly parameter: string };
  /** A limit is given, and its value is set at run time. */
  readonly hasOpenLimit: boolean;
  /** `low`, `high`...; absent when the request leaves it to the model. */
  readonly effort?: string;
  /** `n`: answers per request. */
  readonly answers: number;
  /** How often the loops round the call run it, where that is known. */
  readonly repeats?: Repeats;
  /** The client speaks to a regional host of OpenAI. */
  readonly regional: boolean;
}

/** Parameters that carry text of the prompt. */
const PROMPT_PARAMETERS = ['messages', 'input', 'instructions', 'prompt'];
/** Parameters whose texts are sent along with it. */
const SCHEMA_PARAMETERS = ['tools', 'functions', 'response_format', 'text'];
const LIMITS = ['max_output_tokens', 'max_completion_tokens', 'max_tokens'];
const REGIONAL_HOST = /\b(?:us|eu|au|in|jp)\.api\.openai\.com\b/i;

/** Reads the arguments of a call anew: what is found is needed by few, so analyses don't keep it. */
export function requestSize(site: LinkedCall): RequestSize {
  const reader = site.reader();
  const limit = LIMITS.map((parameter) => ({ parameter, known: primitive(reader, parameter) })).find(
    ({ known }) => known.state !== 'absent',
  );
  const effort = effortOf(reader);
  const answers = primitive(reader, 'n');
  const repeats = repeatsOf(site, reader.evaluator);
  return {
    prompt: promptOf(reader),
    ...(limit?.known.state === 'literal' &&
      typeof limit.known.value === 'number' &&
      limit.known.value > 0 && { outputLimit: { tokens: limit.known.value, parameter: limit.parameter } }),
    hasOpenLimit: limit?.known.state === 'dynamic',
    ...(effort !== undefined && { effort }),
    answers: answers.state === 'literal' && typeof answers.value === 'number' && answers.value >= 1 ? Math.floor(answers.value) : 1,
    ...(repeats && { repeats }),
    regional: site.client.baseUrl !== undefined && REGIONAL_HOST.test(site.client.baseUrl),
  };
}

function promptOf(reader: RequestReader): PromptText {
  let prompt = NO_TEXT;
  for (const name of PROMPT_PARAMETERS) prompt = addTexts(prompt, textOf(reader, name));
  // Descriptions of tools and schemas count as input; what of them is out of sight says nothing of the prompt.
  for (const name of SCHEMA_PARAMETERS) prompt = addTexts(prompt, { ...NO_TEXT, texts: textOf(reader, name).texts });
  return prompt;
}

function textOf(reader: RequestReader, name: string): PromptText {
  let read = NO_TEXT;
  for (const slot of reader.read(name)) {
    if (slot.state === 'absent') continue;
    const text = slot.state === 'given' ? new PromptReader(reader.evaluator).read(slot.expression, slot.context) : undefined;
    const isOpen = text === undefined || (text.texts.length === 0 && text.gaps === 0 && text.images === 0 && text.openLists === 0);
    // A conversation out of sight is longer than one text.
    const seen =
      isOpen && name === 'messages' && (text?.openTexts ?? 1) > 0 ? { ...NO_TEXT, openLists: 1 } : (text ?? { ...NO_TEXT, openTexts: 1 });
    if (size(seen) > size(read)) read = seen;
  }
  return read;
}

function size({ texts, openTexts, openLists, gaps, images }: PromptText): number {
  return texts.reduce((all, text) => all + text.length, 0) + openTexts + openLists + gaps + images;
}

/** `reasoning_effort="low"`, or `reasoning={"effort": "low"}`. */
function effortOf(reader: RequestReader): string | undefined {
  const direct = primitive(reader, 'reasoning_effort');
  if (direct.state === 'literal') return String(direct.value);
  for (const slot of reader.read('reasoning')) {
    if (slot.state !== 'given') continue;
    const nested = knownPrimitive(reader.evaluator, reader.key(slot, 'effort'));
    if (nested.state === 'literal') return String(nested.value);
  }
  return undefined;
}

function primitive(reader: RequestReader, name: string): ReturnType<typeof knownPrimitive> {
  return knownPrimitive(reader.evaluator, reader.read(name));
}
