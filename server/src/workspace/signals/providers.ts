/**
 * Packages, by manifest, that speak OpenAI's API to someone else. With one of them in the project, a client whose
 * origin can't be seen may be theirs. Anthropic's SDK is not among them: its calls can't be mistaken for OpenAI's.
 */
const OTHER_PROVIDERS = new Set([
  // npm
  ...['groq-sdk', 'together-ai', 'ollama', '@azure/openai', '@google/generative-ai', '@google/genai', 'litellm', 'portkey-ai'],
  ...['@cerebras/cerebras_cloud_sdk', 'openrouter-client', '@openrouter/sdk', 'fireworks-js'],
  // PyPI, normalised
  ...['groq', 'together', 'mistralai', 'google-generativeai', 'google-genai', 'fireworks-ai', 'cerebras-cloud-sdk', 'vllm'],
  ...['zhipuai', 'dashscope', 'llama-cpp-python', 'azure-ai-inference', 'huggingface-hub', 'openrouter', 'xai-sdk'],
]);

const OTHER_PROVIDER_SCOPES = ['@mistralai/', '@ai-sdk/groq', '@ai-sdk/azure', '@ai-sdk/mistral'];

export function isOtherProvider(packageName: string): boolean {
  return OTHER_PROVIDERS.has(packageName) || OTHER_PROVIDER_SCOPES.some((prefix) => packageName.startsWith(prefix));
}

/** PyPI's normal form: lower case, runs of `-`, `_` and `.` are one dash. */
export function normalizePythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
