/** Hosts of OpenAI's API, of Azure's and of others. */
import { FOREIGN_PROVIDERS } from './foreignProviders';

/**
 * OpenAI's API: api.openai.com, its regional prefixes and mtls.
 * Source: OpenAI's pages on data residency and mutual TLS, read 2026-11.
 */
const IS_OPENAI = /^(?:(?:us|eu|au|in|jp|mtls)\.)?api\.openai\.com$/;
const IS_AZURE =
  /\.(?:openai\.azure\.(?:com|us|cn)|cognitiveservices\.azure\.(?:com|us|cn)|services\.ai\.azure\.com|azure-api\.net|inference\.ai\.azure\.com)$/;
/** Any host of OpenAI's, of its pages too, as a regular expression: an address there is no sign of somebody else. */
export const OPENAI_DOMAIN = '(?:[\\w-]+\\.)*openai\\.com(?![\\w.-])';

const FOREIGN = FOREIGN_PROVIDERS.flatMap(({ hosts }) => hosts ?? []);

export function isOpenAIHost(host: string): boolean {
  return IS_OPENAI.test(host);
}

export function isAzureHost(host: string): boolean {
  return IS_AZURE.test(host);
}

/** Whether a host is known to be another provider's, or this machine. */
export function isForeignHost(host: string): boolean {
  return /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0)$/.test(host) || FOREIGN.some((known) => host === known || host.endsWith(`.${known}`));
}
