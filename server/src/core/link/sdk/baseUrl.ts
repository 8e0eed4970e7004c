import type { Provider } from '../provider';

/**
 * OpenAI's own hosts: api.openai.com, its regional prefixes (us, eu, au, in, jp) and mtls.
 * Source: OpenAI's pages on data residency and mutual TLS, read 2026-11.
 */
const OPENAI_HOST = /^(?:(?:us|eu|au|in|jp|mtls)\.)?api\.openai\.com$/;
const AZURE_HOST =
  /\.(?:openai\.azure\.(?:com|us|cn)|cognitiveservices\.azure\.(?:com|us|cn)|services\.ai\.azure\.com|azure-api\.net|inference\.ai\.azure\.com)$/;

/** Who answers at a literal base URL. A path or a host alone is read as well as a whole URL. */
export function providerOfUrl(url: string): Provider {
  const match = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?(?:[^@/]*@)?([^/:?#]+)/i.exec(url.trim());
  const host = match?.[1]?.toLowerCase() ?? '';
  if (OPENAI_HOST.test(host)) return 'openai';
  if (AZURE_HOST.test(host)) return 'azure';
  return 'compatible';
}

/** Who answers at a URL of which only pieces are literal; undefined when they do not tell. */
export function providerOfUrlParts(parts: readonly string[]): Provider | undefined {
  const text = parts.join('\u0000').toLowerCase();
  if (/openai\.azure|cognitiveservices\.azure|\/openai\/deployments|azure-api\.net/.test(text)) return 'azure';
  if (/^https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)/.test(text)) return 'compatible';
  return undefined;
}
