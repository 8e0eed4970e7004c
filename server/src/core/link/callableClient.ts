/** Whose requests a function or an object without a client sends: told by its model string and its base URL. */
import type { Catalog } from '../catalog/catalog';
import type { Library } from '../libraries/library';
import { nameOf } from '../libraries/place';
import type { ArgumentReader } from './argumentReader';
import { knownString } from './known';
import type { KnownValue } from './linkedCall';
import { describeUrl, providerOfUrl } from './sdk/baseUrl';
import type { ClientValue } from './value';

/** The stand-in for a client, before the arguments are read. */
export function clientOfCallable(library: Library): ClientValue {
  return {
    library,
    provider: 'unknown',
    confidence: 'certain',
    origin: 'none',
    reason: 'its arguments do not tell',
    timeout: { value: { state: 'absent' }, from: 'client' },
    hasOwnTransport: false,
  };
}

/** The client with who answers, and the model as OpenAI names it. */
export function judgedByModel(
  client: ClientValue,
  reader: ArgumentReader,
  model: KnownValue<string>,
  catalog: Catalog,
): { readonly client: ClientValue; readonly model: KnownValue<string> } {
  const { library } = client;
  const settled = (provider: ClientValue['provider'], reason: string, baseUrl?: string) => ({
    client: { ...client, provider, reason, ...(baseUrl !== undefined && { baseUrl }) },
    model,
  });
  const url = knownString(reader.evaluator, reader.slots(library.client.baseUrl));
  const urlName = library.client.baseUrl[0] ? nameOf(library.client.baseUrl[0]) : 'the base URL';
  if (url.state === 'dynamic') return settled('unknown', `${urlName} is not a literal`);
  if (url.state === 'literal' && providerOfUrl(url.value) !== 'openai')
    return settled(providerOfUrl(url.value), `${urlName} is ${describeUrl(url.value)}`, url.value);
  if (model.state === 'dynamic') return settled('unknown', 'the model is not a literal');
  if (model.state === 'absent')
    return settled(library.modelStrings ? 'unknown' : 'openai', library.modelStrings ? 'no model is named' : 'no base URL is given');
  const slash = model.value.indexOf('/');
  const prefix = slash < 0 ? undefined : model.value.slice(0, slash);
  const { openai = [], bareNames = true } = library.modelStrings ?? {};
  if (prefix !== undefined && openai.includes(prefix))
    return {
      ...settled('openai', `the model string ${model.value} names OpenAI`),
      model: { ...model, value: model.value.slice(slash + 1) },
    };
  if (prefix !== undefined) return settled(prefix === 'azure' ? 'azure' : 'compatible', `the model string ${model.value} names ${prefix}`);
  if (bareNames && catalog.isOpenAIModelName(model.value)) return settled('openai', `${model.value} is a model of OpenAI`);
  return settled('unknown', `${model.value} is no model name of OpenAI's`);
}
