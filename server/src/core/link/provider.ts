/** Who answers: OpenAI itself, Azure OpenAI, another service with the same API, or someone that can't be told. */
export type Provider = 'openai' | 'azure' | 'compatible' | 'unknown';
