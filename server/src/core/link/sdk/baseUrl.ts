import type { Provider } from '../../libraries/library';
import { isAzureHost, isForeignHost, isOpenAIHost } from '../../providers/hosts';

/** Who answers at a literal base URL. A path or a host alone is read as well as a whole URL. */
export function providerOfUrl(url: string): Provider {
  const host = hostOf(url);
  if (isOpenAIHost(host)) return 'openai';
  return isAzureHost(host) ? 'azure' : 'compatible';
}

/**
 * A base URL as messages and hovers speak of it: by host and port. User, password, path and query may hold what gives
 * access.
 */
export function describeUrl(url: string): string {
  const authority = authorityOf(url);
  // `https://user:12/34@host`: a password that is spelled wrongly would be read as a port.
  if (authority.includes(':') && url.slice(url.indexOf(authority) + authority.length).includes('@')) return UNREADABLE;
  return /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i.test(authority) ? authority : UNREADABLE;
}

const UNREADABLE = "an address that can't be read";

/** Host and port: what stands before the path, without user and password. */
function authorityOf(url: string): string {
  const authority = /^(?:[a-z][a-z0-9+.-]*:\/\/|https?:|\/\/)?([^/?#\\]*)/i.exec(url.trim())?.[1] ?? '';
  return authority.slice(authority.lastIndexOf('@') + 1);
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
  return authorityOf(url).replace(/:\d*$/, '').toLowerCase();
}
