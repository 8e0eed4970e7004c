import { BILLABLE_APIS, methodsOf } from '../core/catalog/methods';
import { LIBRARIES } from '../core/libraries';

/**
 * Which files are worth parsing as the place of a call. Reading and parsing every file would take many times longer, so
 * this looks for the words a call site can't do without. A file that wrongly passes costs a parse; one that wrongly
 * fails loses a call: in doubt it passes. `test/core/workspacePrefilter.test.ts` holds it against the catalog.
 */

/** One of these stands in every file that can hold a call; searched in bytes, before anything is decoded. */
const TELLTALES = [
  // completions, ChatCompletion, createCompletion: no word in a call site that fewer files have.
  'ompletion',
  'responses',
  // openai, AsyncOpenAI, AzureOpenAI. The rarer endpoints (embeddings, images, audio) have everyday names, so they
  // count only where OpenAI is mentioned; a file that gets its client elsewhere and never says so is missed for them.
  'penai',
  'penAI',
  // Whoever waits for a batch, or reads its output, may name nothing else.
  'batches.retrieve',
  'output_file_id',
  // Libraries without a client: their package, for what they export has everyday names.
  ...callableRoots(),
].map((word) => Buffer.from(word));

/** Whether the bytes of a file hold any of the words without which there is no call site. */
export function mayHoldTelltale(bytes: Buffer): boolean {
  return TELLTALES.some((word) => bytes.includes(word)) || isUtf16(bytes);
}

/** UTF-16 spells the words with a NUL behind each letter; such files are rare enough to parse them all. */
function isUtf16(bytes: Buffer): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xfe;
}

/** Whether a text (Latin-1 decoding will do, JSON of notebooks too) may hold a call site. */
export function mayHoldCall(text: string): boolean {
  return (
    holdsBatch(text) ||
    holdsCompletions(text) ||
    holdsResponses(text) ||
    holdsLegacyChat(text) ||
    holdsRarerEndpoint(text) ||
    holdsCallable(text)
  );
}

const wordsOf = (resource: string): RegExp => new RegExp(`\\b(?:${names(methodsOf(resource))})\\b`);
const COMPLETION_METHOD = wordsOf('completions');
const RESPONSE_METHOD = wordsOf('responses');

/**
 * `completions` as a word and a method as a word, not necessarily one after the other: `create = c.chat.completions.create`,
 * `f = client.chat.completions`, `getattr(client.chat.completions, "create")`, `const { completions } = client.chat`.
 */
function holdsCompletions(text: string): boolean {
  return /\bcompletions\b/.test(text) && COMPLETION_METHOD.test(text);
}

/** A program that waits for a Batch job, or reads its files: no call that costs, but one that a rule looks at. */
function holdsBatch(text: string): boolean {
  return (
    /\bbatches\s*\.\s*retrieve\b|\bBatch\s*\.\s*a?retrieve\b/.test(text) ||
    (/\boutput_?file_?id\b/i.test(text) && /\bfiles\s*\.\s*(?:content|retrieve_?content)\b/i.test(text))
  );
}

/**
 * `responses` is an everyday word for variables, so it must be a member (`client.responses`), a string
 * (`getattr(client, "responses")`) or destructured (`const { responses } = client`, `{ responses: r }`).
 */
function holdsResponses(text: string): boolean {
  return /\.\s*responses\b|["']responses\\?["']|[{,]\s*responses\b[^;\n]{0,200}\}\s*=/.test(text) && RESPONSE_METHOD.test(text);
}

/** Python before 1.0: `openai.ChatCompletion.acreate`; Node before 4.0: `openai.createChatCompletion`. */
function holdsLegacyChat(text: string): boolean {
  return /\bcreate(?:Chat)?Completion\b/.test(text) || (/\b(?:Chat)?Completion\b/.test(text) && /\.\s*a?create\b/.test(text));
}

/** The other methods of the catalog, with the resource they hang on, which itself may hang on anything. */
const RARER_METHODS = BILLABLE_APIS.filter((api) => !/\b(?:completions|responses|(?:Chat)?Completion)\b/.test(api)).map((api) =>
  api.split('.').slice(-2),
);
const RARER_CALL = new RegExp(
  `\\b(?:${names(RARER_METHODS.filter(({ length }) => length === 2).map(([resource]) => resource!))})\\s*(?:[?!]\\s*)?\\.\\s*(?:${names(RARER_METHODS.map((path) => path.at(-1)!))})\\b`,
);
const RARER_FUNCTION = new RegExp(`\\b(?:${names(RARER_METHODS.filter(({ length }) => length === 1).map(([method]) => method!))})\\b`);

function names(list: readonly string[]): string {
  return [...new Set(list)].join('|');
}

/** The first part of each module that exports something to be called without a client: `litellm`, `langchain_openai`. */
function callableRoots(): readonly string[] {
  const modules = LIBRARIES.flatMap(({ callables = [] }) => callables.flatMap((callable) => callable.modules));
  return [...new Set(modules.map((module) => module.split('.')[0]!))];
}

const CALLABLES = LIBRARIES.flatMap(({ callables = [] }) =>
  callables.map((callable) => ({
    modules: new RegExp(`(?:${callable.modules.map((module) => module.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|')})`),
    names: new RegExp(`\\b(?:${names(callable.names)})\\b`),
  })),
);

/** A function or constructor of a library, and the package that it comes from. */
function holdsCallable(text: string): boolean {
  return CALLABLES.some((callable) => callable.names.test(text) && callable.modules.test(text));
}

/** `e = client.embeddings`, to be called later on. */
const RARER_RESOURCE = /\.\s*(?:embeddings|moderations|speech|transcriptions|translations)\b/;

function holdsRarerEndpoint(text: string): boolean {
  if (!/openai/i.test(text)) return false;
  return RARER_CALL.test(text) || RARER_FUNCTION.test(text) || (RARER_RESOURCE.test(text) && /\.\s*create\b/.test(text));
}
