/**
 * Classes whose instances are clients with the official SDK's methods: one row per class.
 * Sources: `openai` for Python 3.22.1 and Node 7.57.0; the wrappers' own packages (langfuse, posthog, helicone, ...).
 */
import type { Provider } from '../provider';

export interface ClientClass {
  /** Module the class is exported by; sub-modules count as well. */
  readonly module: string;
  /** Exported name. */
  readonly name: string;
  readonly sdk: 'python' | 'node';
  /** `by-url`: OpenAI itself unless a base URL says otherwise. */
  readonly provider: 'by-url' | Exclude<Provider, 'openai'>;
  readonly isLegacy?: true;
}

const rows = (sdk: 'python' | 'node', module: string, provider: ClientClass['provider'], ...names: string[]): ClientClass[] =>
  names.map((name) => ({ module, name, sdk, provider }));

export const CLIENT_CLASSES: readonly ClientClass[] = [
  ...rows('python', 'openai', 'by-url', 'OpenAI', 'AsyncOpenAI', 'Client', 'AsyncClient'),
  ...rows('python', 'openai', 'azure', 'AzureOpenAI', 'AsyncAzureOpenAI'),
  ...rows('python', 'openai', 'compatible', 'BedrockOpenAI', 'AsyncBedrockOpenAI'),
  ...rows('python', 'langfuse.openai', 'by-url', 'OpenAI', 'AsyncOpenAI'),
  ...rows('python', 'langfuse.openai', 'azure', 'AzureOpenAI', 'AsyncAzureOpenAI'),
  ...rows('python', 'posthog.ai.openai', 'by-url', 'OpenAI', 'AsyncOpenAI'),
  ...rows('python', 'posthog.ai.openai', 'azure', 'AzureOpenAI', 'AsyncAzureOpenAI'),
  ...rows('python', 'helicone.openai_async', 'by-url', 'OpenAI', 'AsyncOpenAI'),
  ...rows('python', 'llm_guard_openai', 'by-url', 'OpenAI'),
  ...rows('node', 'openai', 'by-url', 'OpenAI', 'default'),
  ...rows('node', 'openai', 'azure', 'AzureOpenAI'),
  ...rows('node', 'openai', 'compatible', 'BedrockOpenAI'),
  ...rows('node', '@posthog/ai', 'by-url', 'OpenAI'),
  ...rows('node', '@posthog/ai', 'azure', 'AzureOpenAI'),
  ...rows('node', '@posthog/ai/openai', 'by-url', 'OpenAI', 'PostHogOpenAI', 'default'),
  { module: 'openai', name: 'OpenAIApi', sdk: 'node', provider: 'by-url', isLegacy: true },
  { module: 'openai-edge', name: 'OpenAIApi', sdk: 'node', provider: 'by-url', isLegacy: true },
];

const BY_KEY = new Map(CLIENT_CLASSES.map((row) => [`${row.sdk} ${row.module} ${row.name}`, row]));

/**
 * The class a module exports under a chain of names. The last name decides: `openai.lib.azure.AzureOpenAI` and
 * `OpenAI.AzureOpenAI` mean the same class as the top-level export.
 */
export function clientClass(sdk: 'python' | 'node', module: string, path: readonly string[]): ClientClass | undefined {
  const name = path[path.length - 1];
  if (name === undefined) return undefined;
  const exact = BY_KEY.get(`${sdk} ${module} ${name}`);
  if (exact) return exact;
  return isOpenAIModule(sdk, module) ? BY_KEY.get(`${sdk} openai ${name}`) : undefined;
}

/** Modules that stand for the `openai` module itself: calls at module level go through them (`openai.chat.completions...`). */
const MODULE_LEVEL = new Set(['openai', 'langfuse.openai:openai', 'promptlayer:openai', 'helicone.openai_proxy:openai']);

export function isModuleLevelClient(module: string, path: readonly string[]): boolean {
  return MODULE_LEVEL.has(path.length === 0 ? module : `${module}:${path.join('.')}`);
}

/** The SDK's own package or a sub-module of it. */
export function isOpenAIModule(sdk: 'python' | 'node', module: string): boolean {
  if (module === 'openai' || module === 'npm:openai' || module.startsWith('npm:openai@') || module.startsWith('jsr:@openai/openai'))
    return true;
  if (sdk === 'python') return module.startsWith('openai.');
  return module.startsWith('openai/') || /^https:\/\/(esm\.sh|deno\.land\/x|cdn\.skypack\.dev|esm\.run)\/openai(@|\/|$)/.test(module);
}
