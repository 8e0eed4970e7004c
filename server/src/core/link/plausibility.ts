/** Clients whose construction is out of sight: is it plausible that they are OpenAI's? */
import type { Catalog } from '../catalog/catalog';
import { looksLikeForeignModel } from '../catalog/catalog';
import type { Expression } from '../syntax/expression';
import type { KnownValue } from './linkedCall';
import type { ModuleHost, SourceUnit } from './moduleHost';
import { exportsClients, isSdkModule, OFFICIAL } from '../libraries';
import { isForeignModule } from '../providers/foreignPackages';
import { fileSpeaksOfOthers } from '../providers/textSigns';
import { familyOf, type Family } from '../syntax/family';
import type { ClientValue } from './value';

/** What a file's own imports and text say about who its clients are. */
export interface FileSigns {
  readonly importsSdk: boolean;
  readonly otherProvider: boolean;
}

export function fileSigns(unit: SourceUnit): FileSigns {
  const { facts, text } = unit;
  const family = familyOf(facts.language);
  let importsSdk = false;
  let otherProvider = fileSpeaksOfOthers(text);
  const modules = facts.bindings.flatMap((binding) => (binding.value ? importedModules(binding.value) : [])).concat(facts.starImports);
  for (const { module, imported } of modules) {
    if (isSdkModule(family, module) || exportsClients(module)) importsSdk = true;
    else if (isForeignModule(family, module, imported)) otherProvider = true;
  }
  return { importsSdk, otherProvider };
}

function importedModules(value: Expression): readonly { readonly module: string; readonly imported?: string }[] {
  let current = value;
  while (current.kind === 'member') current = current.object;
  return current.kind === 'import' ? [current] : [];
}

/** The client to assume where none was found. */
export function unseenClient(family: Family, file: string, signs: FileSigns, host: ModuleHost): ClientValue {
  const base = {
    library: OFFICIAL[family],
    confidence: 'plausible',
    origin: 'unseen',
    timeout: { value: { state: 'dynamic' }, from: 'client' },
    hasOwnTransport: false,
  } as const;
  if (signs.otherProvider)
    return { ...base, provider: 'unknown', reason: 'its construction is not in sight, and this file speaks of other providers' };
  const project = host.project(file);
  if (project.usesOtherProvider)
    return { ...base, provider: 'unknown', reason: 'its construction is not in sight, and the project uses other providers' };
  if (signs.importsSdk)
    return {
      ...base,
      provider: 'openai',
      reason: 'its construction is not in sight, but this file imports the OpenAI SDK and no other provider',
    };
  if (project.usesOpenAI)
    return {
      ...base,
      provider: 'openai',
      reason: 'its construction is not in sight, but the project uses the OpenAI SDK and no other provider',
    };
  return { ...base, provider: 'unknown', reason: 'its construction is not in sight' };
}

/** An OpenAI client known by its type alone is as plausible as the rest of the file and project let it be. */
export function weighed(client: ClientValue, file: string, signs: FileSigns, host: ModuleHost): ClientValue {
  if (signs.otherProvider || host.project(file).usesOtherProvider)
    return { ...client, provider: 'unknown', reason: `${client.reason}; other providers are in use` };
  return client;
}

/** A model of somebody else tells that the client goes there, whatever its construction looks like. */
export function contradictedByModel(client: ClientValue, model: KnownValue<string>, catalog: Catalog): ClientValue {
  if (client.provider !== 'openai' || model.state !== 'literal') return client;
  if (model.value.includes('/'))
    return { ...client, provider: 'unknown', reason: `the model name ${model.value} is spelled for a gateway` };
  if (looksLikeForeignModel(model.value)) return { ...client, provider: 'compatible', reason: `${model.value} is not a model of OpenAI` };
  if (client.confidence === 'plausible' && !catalog.isOpenAIModelName(model.value))
    return { ...client, provider: 'unknown', reason: `its construction is not in sight, and ${model.value} is no model name of OpenAI's` };
  return client;
}
