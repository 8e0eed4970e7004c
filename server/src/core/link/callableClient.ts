/** Whose requests a function or an object without a client sends: told by its model string and its base URL. */
import { looksLikeForeignModel, type Catalog } from '../catalog/catalog';
import type { Library, Provider } from '../libraries/library';
import type { Place } from '../libraries/place';
import type { ArgumentReader } from './argumentReader';
import { judgeOptions } from './construction';
import type { Slot } from './dictionaries';
import type { KnownValue } from './linkedCall';
import type { MethodTarget } from './methodTargets';
import type { ClientValue, Context } from './value';

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
  { client, callable: known }: Pick<MethodTarget, 'client' | 'callable'>,
  reader: ArgumentReader,
  model: KnownValue<string>,
  context: Context,
  catalog: Catalog,
): { readonly client: ClientValue; readonly model: KnownValue<string> } {
  const settled = (provider: Provider, reason: string) => ({ client: { ...client, provider, reason }, model });
  const options = (places: readonly Place[]): readonly Slot[] => reader.slots(places);
  const address = judgeOptions(reader.evaluator, client.library, options, context);
  if (address.provider !== 'openai') return { client: { ...client, ...address }, model };
  const strings = known?.callable.modelStrings ?? client.library.modelStrings;
  if (model.state === 'dynamic') return settled('unknown', 'the model is not a literal');
  if (model.state === 'absent' && known?.callable.modelElsewhere) return settled('unknown', 'its model may be set elsewhere');
  if (model.state === 'absent') return strings ? settled('unknown', 'no model is named') : { client: { ...client, ...address }, model };
  const at = strings ? model.value.indexOf(strings.separator) : -1;
  const prefix = at < 0 ? undefined : model.value.slice(0, at);
  if (prefix !== undefined && strings?.openai.includes(prefix))
    return { ...settled('openai', `the model string ${model.value} names OpenAI`), model: { ...model, value: model.value.slice(at + 1) } };
  if (prefix !== undefined)
    return settled(prefix.startsWith('azure') ? 'azure' : 'compatible', `the model string ${model.value} names ${prefix}`);
  if (looksLikeForeignModel(model.value)) return settled('compatible', `${model.value} is not a model of OpenAI`);
  const isKnown = catalog.isOpenAIModelName(model.value) && (strings?.bareNames ?? true);
  return isKnown ? { client: { ...client, ...address }, model } : settled('unknown', `${model.value} is no model name of OpenAI's`);
}
