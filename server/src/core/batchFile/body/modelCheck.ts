/** Whether a model runs on an endpoint, takes a parameter, and is still there. */
import type { Catalog } from '../../catalog/catalog';
import type { Model } from '../../catalog/model';
import type { Tuning } from '../batchLine';
import type { LineProblem } from '../lineProblem';
import { shown } from '../shown';
import { RESPONSES_ONLY } from './requestSchema';

/** What kinds of model each endpoint runs, and what to call the others. */
const RUNS: Readonly<Record<string, RegExp>> = {
  '/v1/chat/completions': /^(?:text|audio)$/,
  '/v1/completions': /^text$/,
  '/v1/responses': /^(?:text|audio)$/,
  '/v1/embeddings': /^embedding$/,
  '/v1/moderations': /^moderation$/,
  '/v1/images/generations': /^image$/,
  '/v1/images/edits': /^image$/,
};

const NAMES: Readonly<Record<Model['kind'], string>> = {
  text: 'a model that writes text',
  embedding: 'a model for embeddings',
  moderation: 'a model for moderation',
  audio: 'a model for speech',
  image: 'a model for images',
  video: 'a model for videos',
};

/** Audio models that answer no chat: https://developers.openai.com/api/docs/models, read 2026-05. */
const NO_CHAT = /transcribe|tts|whisper|realtime|^gpt-live/;

/** Models of the old Completions endpoint, fine-tuned ones included. */
const COMPLETES = /instruct|davinci|babbage|curie|ada/;

/** What is wrong with the model of a request, whatever else it says. `today` is an ISO date. */
export function modelProblem(model: string, url: string, catalog: Catalog, today: string): LineProblem | undefined {
  const at = ['body', 'model'];
  const row = catalog.model(model);
  if (row?.shutdown !== undefined && row.shutdown <= today) {
    const advice = row.replacement ? ` OpenAI names ${row.replacement} as its successor.` : ' Choose another model.';
    return { messageId: 'modelGone', data: { model: shown(model), date: row.shutdown, advice }, at };
  }
  if (RESPONSES_ONLY.has(model) && url === '/v1/chat/completions') return { messageId: 'responsesOnly', data: { model: shown(model) }, at };
  const runs = RUNS[url];
  if (row && runs && (!runs.test(row.kind) || (row.kind === 'audio' && NO_CHAT.test(row.id))))
    return { messageId: 'wrongModel', data: { model: shown(model), kind: NAMES[row.kind], url }, at };
  if (row && url === '/v1/completions' && !COMPLETES.test(model))
    return { messageId: 'wrongModel', data: { model: shown(model), kind: 'a model that chats', url }, at };
  if (catalog.tierSupport(model, 'batch') === 'no') return { messageId: 'notOnBatch', data: { model: shown(model) }, at };
  return undefined;
}

/** A parameter of the body that the model refuses. */
export function tuningProblem(model: string, url: string, { keys, effort }: Tuning, catalog: Catalog): LineProblem | undefined {
  const row = catalog.model(model);
  if (row?.kind === 'text' && !row.reasoning && effort !== undefined && /^gpt-[34]/.test(row.id)) {
    const key = url === '/v1/responses' ? 'reasoning' : 'reasoning_effort';
    return { messageId: 'noReasoning', data: { model: shown(model), key }, at: ['body', key] };
  }
  if (!row?.reasoning) return undefined;
  if (keys.includes('max_tokens') && url === '/v1/chat/completions')
    return problem('notForReasoning', model, 'max_tokens', 'Write "max_completion_tokens", which counts its reasoning, too.');
  const key = keys.find((each) => each !== 'max_tokens');
  if (key === undefined) return undefined;
  switch (samplingOf(row.id, effort)) {
    case 'refused':
      return problem('notForReasoning', model, key, 'Remove it.');
    case 'needs-none':
      return problem('notForReasoning', model, key, 'It takes it with the reasoning effort "none" only: set that, or remove it.');
    case 'doubtful':
      return problem('perhapsNotForReasoning', model, key, '');
    default:
      return undefined;
  }
}

/**
 * Whether temperature and the like may be set. Models before gpt-5.1, and those that always reason, never take them; later ones only
 * with the effort "none", which is what gpt-5.1 to 5.4 have by default. https://developers.openai.com/api/docs/guides/latest-model, read 2026-05.
 */
function samplingOf(id: string, effort: string | undefined): 'taken' | 'refused' | 'needs-none' | 'doubtful' {
  if (/^o\d|^gpt-5(?:-|$)|-pro(?:-|$)|codex/.test(id)) return 'refused';
  if (effort === 'none') return 'taken';
  if (effort !== undefined) return 'needs-none';
  return /^gpt-5\.[1-4](?:-|$)/.test(id) ? 'taken' : 'doubtful';
}

function problem(messageId: LineProblem['messageId'], model: string, key: string, advice: string): LineProblem {
  return { messageId, data: { model: shown(model), key, advice }, at: ['body', key] };
}
