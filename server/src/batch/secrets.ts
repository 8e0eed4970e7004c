/** Keys, and what must never be printed because it holds one: whatever the environment or an editor's store gave. */

/** Where programs that use the SDK keep what gives access. The addresses may hold a user and a password. */
const VARIABLES = ['OPENAI_API_KEY', 'OPENAI_ADMIN_KEY', 'OPENAI_WEBHOOK_SECRET', 'AZURE_OPENAI_API_KEY'] as const;
const ADDRESSES = ['OPENAI_BASE_URL', 'HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'] as const;

/** Shorter ones are words, and no secrets. */
const SHORTEST = 4;

const given = new Set<string>();

/** From now on the key is hidden. */
export function rememberSecret(secret: string): void {
  given.add(secret);
}

/** The text without keys, however a server or an error spells them: as they are, escaped, in pieces that a line end makes. */
export function hideSecrets(text: string): string {
  let result = text;
  for (const secret of secrets()) result = result.replaceAll(secret, '...');
  return result.replace(/\bsk-[\w*.-]+/g, 'sk-...').replace(/\b(Bearer|Basic)\s+[\w.~+/*-]{4,}=*/gi, '$1 ...');
}

/** All spellings, the longest first, so that none leaves the rest of another. */
function secrets(): readonly string[] {
  const whole = [
    ...given,
    ...VARIABLES.map((name) => process.env[name] ?? ''),
    ...ADDRESSES.flatMap((name) => inAddress(process.env[name] ?? '')),
  ];
  const spelled = whole
    .flatMap((secret) => [secret, secret.trim(), ...secret.split(/[\s\p{Cc}]+/u)])
    .flatMap((secret) => [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encoded(secret),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    ]);
  return [...new Set(spelled)].filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length);
}

function encoded(secret: string): string {
  try {
    return encodeURIComponent(secret);
  } catch {
    return secret;
  }
}

/** User, password and the values of the query. */
function inAddress(address: string): readonly string[] {
  try {
    const { username, password, searchParams } = new URL(address);
    return [username, password, decodeURIComponent(password), ...searchParams.values()];
  } catch {
    return [];
  }
}
