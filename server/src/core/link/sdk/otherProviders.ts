/**
 * Packages of other providers, gateways and frameworks: an import of one is a sign that calls in the file may not go
 * to OpenAI. One row per package; sub-modules count. Anthropic's API has other method names and is no such sign.
 */
const PACKAGES = new Set([
  // Python
  'groq',
  'together',
  'mistralai',
  'fireworks',
  'fireworks.client',
  'cerebras',
  'litellm',
  'ollama',
  'zhipuai',
  'zai',
  'dashscope',
  'xai_sdk',
  'volcenginesdkarkruntime',
  'portkey_ai',
  'openrouter',
  'huggingface_hub',
  'sambanova',
  'writerai',
  'ai21',
  'aisuite',
  'any_llm',
  'deepinfra',
  'qianfan',
  'google.generativeai',
  'google.genai',
  'vllm',
  'llama_cpp',
  'g4f',
  'llamafile',
  'perplexity',
  'perplexipy',
  'baseten',
  'predibase',
  'nebius',
  // Node
  'groq-sdk',
  'together-ai',
  '@mistralai/mistralai',
  '@cerebras/cerebras_cloud_sdk',
  '@azure/openai',
  '@google/generative-ai',
  '@google/genai',
  'portkey-ai',
  '@openrouter/sdk',
  '@huggingface/inference',
  'node-llama-cpp',
  '@mlc-ai/web-llm',
  'fireworks-ai',
  'token.js',
  'litellm',
]);

/** Whether the module belongs to another provider of the same kind of API. */
export function isOtherProviderModule(module: string): boolean {
  const bare = module.replace(/^npm:/, '');
  if (PACKAGES.has(bare)) return true;
  for (let at = bare.length; (at = Math.max(bare.lastIndexOf('.', at - 1), bare.lastIndexOf('/', at - 1))) > 0; ) {
    if (PACKAGES.has(bare.slice(0, at))) return true;
  }
  return false;
}

/** One of these stands wherever the pattern below matches: plain search is many times faster, and most files have none. */
const TELLTALES = [
  'zure',
  'AZURE',
  'OPENAI_BASE_URL',
  'OPENAI_API_BASE',
  'GROQ_API_KEY',
  'OPENROUTER_API_KEY',
  'DEEPSEEK_API_KEY',
  'TOGETHER_API_KEY',
  'base_url',
  'baseURL',
  'baseUrl',
  'BASE_URL',
  'baseurl',
];

/** Signs in the text of a file that its clients are pointed at somebody else, whatever their class. */
export function speaksOfOtherProvider(text: string): boolean {
  return TELLTALES.some((word) => text.includes(word)) && OTHER_PROVIDER_TEXT.test(text);
}

const OTHER_PROVIDER_TEXT =
  /\b(?:Azure(?:Chat)?OpenAI|AsyncAzureOpenAI|api_type\s*=\s*["']azure|azure_endpoint|OPENAI_(?:BASE_URL|API_BASE)|GROQ_API_KEY|OPENROUTER_API_KEY|DEEPSEEK_API_KEY|TOGETHER_API_KEY|base_?url["']?\s*[:=](?!=)\s*(?!None\b|null\b|undefined\b|["'`]https:\/\/(?:[a-z]+\.)?api\.openai\.com)[^\s,)])/i;
