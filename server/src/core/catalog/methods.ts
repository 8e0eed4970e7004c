/** Words by which methods of the SDKs are told apart in code that is not followed, made from the endpoints. */
import type { Endpoint } from './endpoint';
import { ENDPOINTS } from './endpoints';

const apisOf = ({ api, also = [] }: Endpoint): readonly string[] => [api, ...also];
const alternatives = (words: Iterable<string>): string => [...new Set(words)].map((word) => word.replaceAll('.', '\\.')).join('|');

/** Every method that sends a billable request, by its path on the client. */
export const BILLABLE_APIS: readonly string[] = ENDPOINTS.flatMap(apisOf);

/** Methods that hang on a resource: `create`, `parse` and so on for `completions`. */
export function methodsOf(resource: string): readonly string[] {
  return [...new Set(BILLABLE_APIS.map((api) => api.split('.')).flatMap((path) => (path.at(-2) === resource ? path.slice(-1) : [])))];
}

/** A model answers, as against speech, files and settings. */
const asksModel = ({ batch, tier }: Endpoint): boolean => batch || tier === 'request';
const MODEL_APIS = ENDPOINTS.filter(asksModel).flatMap(apisOf);

/** A method that asks a model, at the end of a callee as written: `client.chat.completions.create`. */
export const ASKS_MODEL = alternatives(MODEL_APIS);

/** Resources of today's SDKs whose methods ask a model: `chat.completions`, `embeddings`. */
export const MODEL_RESOURCES = alternatives(
  ENDPOINTS.filter((endpoint) => asksModel(endpoint) && !endpoint.legacy).map(({ api }) => api.slice(0, api.lastIndexOf('.'))),
);

/** Last names of resources whose methods take a tier. */
export const TIERED_RESOURCES: ReadonlySet<string> = new Set(
  ENDPOINTS.filter(({ tier, legacy }) => tier === 'request' && !legacy).map(({ api }) => api.split('.').at(-2)!),
);
