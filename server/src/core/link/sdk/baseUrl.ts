import { isAzureHost, isForeignHost, isOpenAIHost } from '../../providers/hosts';
import type { Provider } from '../provider';

/** Who answers at a literal base URL. A path or a host alone is read as well as a whole URL. */
export function providerOfUrl(url: string): Provider {
  const host = hostOf(url);
  if (isOpenAIHost(host)) return 'openai';
  return isAzureHost(host) ? 'azure' : 'compatible';
}

/** Who answers at a URL of which only pieces are literal; undefined when they do not tell. */
export function providerOfUrlParts(parts: readonly string[]): Provider | undefined {
  const text = parts.join('\u0000').toLowerCase();
  if (/openai\.azure|cognitiveservices\.azure|\/openai\/deployments|azure-api\.net/.test(text)) return 'azure';
  // A host that is written whole: what follows it is a port or a path.
  const host = /^https?:\/\/[^/:?#\u0000]+(?=[/:?#])/.exec(text)?.[0];
  return host !== undefined && isForeignHost(hostOf(host)) ? 'compatible' : undefined;
}

function hostOf(url: string): string {
  return (/^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?(?:[^@/]*@)?([^/:?#]+)/i.exec(url.trim())?.[1] ?? '').toLowerCase();
}
