/**
 * Who else answers requests that look like OpenAI's: providers, gateways and local servers, and makers of models that others serve.
 * One row each; every look-up is derived from these. Names of packages and modules as PyPI and npm have them, hosts and names of
 * keys as the providers' own pages give them, read 2026-11.
 */

/** Families of languages that share a registry of packages. */
export type PackageFamily = 'python' | 'ecmascript';

export interface ForeignProvider {
  readonly name: string;
  /**
   * Packages whose clients are called as OpenAI's are, or that tell that the project talks to it. Anthropic's SDK is not here: its
   * methods have other names, so its calls can't be mistaken.
   */
  readonly packages?: {
    /** Distributions by PyPI's normal form, each with the modules it is imported as. */
    readonly python?: Readonly<Record<string, readonly string[]>>;
    /** npm's names, by which they are imported as well; one that ends in `/` stands for a whole scope. */
    readonly ecmascript?: readonly string[];
  };
  /** Hosts of its API; those below them count as well. */
  readonly hosts?: readonly string[];
  /** Environment variables that hold its key. */
  readonly keys?: readonly string[];
  /** How names of its models start, as a regular expression. */
  readonly models?: string;
  /** Its name in the ids of Amazon Bedrock: `anthropic.claude-...`. */
  readonly bedrock?: string;
}

export const FOREIGN_PROVIDERS: readonly ForeignProvider[] = [
  {
    name: 'Azure',
    packages: { python: { 'azure-ai-inference': ['azure.ai.inference'] }, ecmascript: ['@azure/openai', '@ai-sdk/azure'] },
    keys: ['AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_ENDPOINT'],
  },
  {
    name: 'Groq',
    // The npm package `groq` is Sanity's query language.
    packages: { python: { groq: ['groq'] }, ecmascript: ['groq-sdk', '@ai-sdk/groq'] },
    hosts: ['groq.com'],
    keys: ['GROQ_API_KEY'],
  },
  {
    name: 'Together',
    packages: { python: { together: ['together'] }, ecmascript: ['together-ai', '@ai-sdk/togetherai'] },
    hosts: ['together.xyz', 'together.ai'],
    keys: ['TOGETHER_API_KEY'],
  },
  {
    name: 'Mistral',
    packages: { python: { mistralai: ['mistralai'] }, ecmascript: ['@mistralai/', '@ai-sdk/mistral'] },
    hosts: ['mistral.ai'],
    keys: ['MISTRAL_API_KEY'],
    models: 'mistral|mixtral|ministral|magistral|codestral|devstral|pixtral',
    bedrock: 'mistral',
  },
  {
    name: 'Fireworks',
    // The npm package `fireworks-js` draws fireworks.
    packages: { python: { 'fireworks-ai': ['fireworks'] }, ecmascript: ['@ai-sdk/fireworks'] },
    hosts: ['fireworks.ai'],
    keys: ['FIREWORKS_API_KEY'],
  },
  {
    name: 'Cerebras',
    packages: { python: { 'cerebras-cloud-sdk': ['cerebras'] }, ecmascript: ['@cerebras/cerebras_cloud_sdk', '@ai-sdk/cerebras'] },
    hosts: ['cerebras.ai'],
    keys: ['CEREBRAS_API_KEY'],
  },
  {
    name: 'DeepSeek',
    packages: { ecmascript: ['@ai-sdk/deepseek'] },
    hosts: ['deepseek.com'],
    keys: ['DEEPSEEK_API_KEY'],
    models: 'deepseek',
    bedrock: 'deepseek',
  },
  {
    name: 'xAI',
    packages: { python: { 'xai-sdk': ['xai_sdk'] }, ecmascript: ['@ai-sdk/xai'] },
    hosts: ['x.ai'],
    keys: ['XAI_API_KEY'],
    models: 'grok',
  },
  {
    name: 'Google',
    packages: {
      python: { 'google-generativeai': ['google.generativeai'], 'google-genai': ['google.genai'] },
      ecmascript: ['@google/generative-ai', '@google/genai', '@ai-sdk/google'],
    },
    hosts: ['googleapis.com'],
    models: 'gemini|gemma|palm',
  },
  {
    name: 'Perplexity',
    packages: { python: { perplexityai: ['perplexity'], perplexipy: ['perplexipy'] }, ecmascript: ['@ai-sdk/perplexity'] },
    hosts: ['perplexity.ai'],
    keys: ['PERPLEXITY_API_KEY'],
    models: 'sonar',
  },
  {
    name: 'Zhipu',
    packages: { python: { zhipuai: ['zhipuai'], 'zai-sdk': ['zai'] } },
    hosts: ['bigmodel.cn', 'z.ai'],
    keys: ['ZHIPUAI_API_KEY'],
    models: 'glm|chatglm',
  },
  {
    name: 'Alibaba',
    packages: { python: { dashscope: ['dashscope'] } },
    hosts: ['aliyuncs.com'],
    keys: ['DASHSCOPE_API_KEY'],
    models: 'qwen|qwq',
    bedrock: 'qwen',
  },
  {
    name: 'Moonshot',
    hosts: ['moonshot.ai', 'moonshot.cn'],
    keys: ['MOONSHOT_API_KEY'],
    models: 'kimi|moonshot',
  },
  {
    name: 'ByteDance',
    packages: { python: { 'volcengine-python-sdk': ['volcenginesdkarkruntime'] } },
    hosts: ['volces.com'],
    models: 'doubao',
  },
  { name: 'Baidu', packages: { python: { qianfan: ['qianfan'] } }, hosts: ['baidubce.com'], models: 'ernie' },
  {
    name: 'Hugging Face',
    packages: { python: { 'huggingface-hub': ['huggingface_hub'] }, ecmascript: ['@huggingface/inference'] },
    hosts: ['huggingface.co', 'huggingface.cloud'],
  },
  { name: 'SambaNova', packages: { python: { sambanova: ['sambanova'] } }, hosts: ['sambanova.ai'], keys: ['SAMBANOVA_API_KEY'] },
  { name: 'Writer', packages: { python: { 'writer-sdk': ['writerai'] } }, hosts: ['writer.com'], bedrock: 'writer' },
  { name: 'AI21', packages: { python: { ai21: ['ai21'] } }, hosts: ['ai21.com'], models: 'jamba', bedrock: 'ai21' },
  {
    name: 'DeepInfra',
    packages: { python: { deepinfra: ['deepinfra'] }, ecmascript: ['@ai-sdk/deepinfra'] },
    hosts: ['deepinfra.com'],
    keys: ['DEEPINFRA_API_KEY'],
  },
  { name: 'Baseten', packages: { python: { baseten: ['baseten'] }, ecmascript: ['@ai-sdk/baseten'] }, hosts: ['baseten.co'] },
  { name: 'Predibase', packages: { python: { predibase: ['predibase'] } }, hosts: ['predibase.com'] },
  { name: 'Nebius', packages: { python: { nebius: ['nebius'] } }, hosts: ['nebius.com'], keys: ['NEBIUS_API_KEY'] },
  { name: 'NVIDIA', hosts: ['nvidia.com'], keys: ['NVIDIA_API_KEY'], models: 'nemotron' },
  // Gateways: who answers is written elsewhere.
  {
    name: 'OpenRouter',
    packages: {
      python: { openrouter: ['openrouter'] },
      ecmascript: ['@openrouter/sdk', '@openrouter/ai-sdk-provider', 'openrouter-client'],
    },
    hosts: ['openrouter.ai'],
    keys: ['OPENROUTER_API_KEY'],
  },
  { name: 'LiteLLM', packages: { python: { litellm: ['litellm'] }, ecmascript: ['litellm'] } },
  { name: 'Portkey', packages: { python: { 'portkey-ai': ['portkey_ai'] }, ecmascript: ['portkey-ai'] }, hosts: ['portkey.ai'] },
  { name: 'aisuite', packages: { python: { aisuite: ['aisuite'] } } },
  { name: 'any-llm', packages: { python: { 'any-llm-sdk': ['any_llm'] } } },
  { name: 'Token.js', packages: { ecmascript: ['token.js'] } },
  { name: 'g4f', packages: { python: { g4f: ['g4f'] } } },
  // Servers of one's own.
  { name: 'Ollama', packages: { python: { ollama: ['ollama'] }, ecmascript: ['ollama'] }, hosts: ['ollama.com'] },
  { name: 'vLLM', packages: { python: { vllm: ['vllm'] } } },
  {
    name: 'llama.cpp',
    packages: { python: { 'llama-cpp-python': ['llama_cpp'], llamafile: ['llamafile'] }, ecmascript: ['node-llama-cpp'] },
  },
  { name: 'WebLLM', packages: { ecmascript: ['@mlc-ai/web-llm'] } },
  // Makers of models that others serve, or whose own API can't be mistaken for OpenAI's.
  { name: 'Anthropic', models: 'claude', bedrock: 'anthropic' },
  { name: 'Meta', models: 'llama|codellama|meta-llama', bedrock: 'meta' },
  { name: 'Cohere', models: 'command(?:-|$)|c4ai', bedrock: 'cohere' },
  { name: 'Amazon', models: 'nova-|titan', bedrock: 'amazon' },
  { name: 'Stability', bedrock: 'stability' },
  { name: 'Microsoft', models: 'phi-?\\d|phi$|wizardlm' },
  { name: '01.AI', models: 'yi-' },
  { name: 'IBM', models: 'granite' },
  { name: 'MiniMax', models: 'minimax' },
  { name: 'Tencent', models: 'hunyuan' },
  { name: 'StepFun', models: 'step-\\d' },
  { name: 'Nous', models: 'hermes' },
  { name: 'open models', models: 'falcon|vicuna|zephyr|starcoder|dolphin|whisper-large' },
  { name: "OpenAI's open models", models: 'gpt-oss', bedrock: 'openai' },
  { name: 'EleutherAI and others', models: 'gpt(?:-?neo|-?j(?:-|$)|2|4all)' },
];
