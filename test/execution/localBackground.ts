/** Background responses of the local OpenAI: created with a completion window, asked for until they are done. */
import { answer, type Json } from './answers';
import { invalidRequest, notFound, refused, type HttpCall, type HttpReply } from './httpCall';
import { checkRequest, type RequestBody } from './requestRules';

/** How a response goes: so many times asked for while it runs, and how it ends. */
export interface BackgroundScript {
  readonly polls?: number;
  readonly end?: 'completed' | 'failed' | 'cancelled' | 'incomplete';
}

/** Models that have completion windows, by their pages as of November 2026. Not the product's catalog. */
const HAS_WINDOWS = /^gpt-6\.2-sol/;
const WINDOWS = new Set(['soonest', '2h', '8h']);

interface Running {
  readonly id: string;
  readonly body: RequestBody;
  asked: number;
}

export class LocalBackground {
  private readonly running: Running[] = [];

  constructor(private readonly script: BackgroundScript = {}) {}

  readonly route = (call: HttpCall): HttpReply | undefined => {
    if (call.method === 'POST' && call.path === '/responses') return this.create(call);
    const id = call.method === 'GET' ? /^\/responses\/([^/]+)$/.exec(call.path)?.[1] : undefined;
    return id === undefined ? undefined : this.retrieve(id);
  };

  private create(call: HttpCall): HttpReply | undefined {
    const {
      background,
      background_options: options,
      ...body
    } = JSON.parse(call.bytes.toString('utf8')) as RequestBody & {
      background?: unknown;
      background_options?: { completion_window?: string };
    };
    if (options === undefined) return undefined;
    const window = options.completion_window ?? 'soonest';
    if (background !== true) return invalidRequest('background_options needs background: true.', 'background_options');
    if (!WINDOWS.has(window)) return invalidRequest(`Invalid completion window: ${window}.`, 'background_options.completion_window');
    if (window !== 'soonest' && !HAS_WINDOWS.test(String(body.model)))
      return invalidRequest(`This model has no completion windows: ${String(body.model)}.`, 'background_options');
    if (body.store === false) return invalidRequest('A background response is stored.', 'store');
    const refusal = checkRequest('/responses', body);
    if (refusal) return refused(refusal);
    const response: Running = { id: `resp_background_${this.running.length}`, body, asked: 0 };
    this.running.push(response);
    return { status: 200, json: this.state(response, 'queued') };
  }

  private retrieve(id: string): HttpReply {
    const response = this.running.find((each) => each.id === id);
    if (!response) return notFound(`Response with id '${id}' not found.`);
    const { polls = 1, end = 'completed' } = this.script;
    return { status: 200, json: this.state(response, ++response.asked < polls ? 'in_progress' : end) };
  }

  private state({ id, body }: Running, status: string): Json {
    const found = answer('/responses', body);
    const finished = found.kind === 'json' ? found.body : {};
    if (status === 'completed') return { ...finished, id, background: true };
    const error = status === 'failed' ? { code: 'server_error', message: 'The model had a problem' } : null;
    const details = status === 'incomplete' ? { reason: 'max_output_tokens' } : null;
    return {
      ...finished,
      id,
      background: true,
      status,
      error,
      incomplete_details: details,
      output: status === 'incomplete' ? finished.output : [],
      usage: null,
    };
  }
}
