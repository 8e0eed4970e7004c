/** The `openai` package, loaded when a command talks to the API, from beside the bundle or from node_modules. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type OpenAI from 'openai';
import { ApiProblem } from './apiProblem';
import { rememberSecret } from './secrets';
import { guardedFetch } from './transport';

const require = createRequire(__filename);

/** How long the headers of an answer are waited for, in milliseconds. An upload is over before they come. */
const TIMEOUT = 120_000;

export interface Credentials {
  /** The key to use, and the name by which messages speak of it. */
  readonly key: string | undefined;
  readonly keyName: 'OPENAI_API_KEY' | 'OPENAI_ADMIN_KEY';
  /** Told, in words, that the server takes its time; on standard error by default. */
  readonly onWait?: (text: string) => void;
}

/**
 * A client. The SDK itself reads OPENAI_BASE_URL, OPENAI_ORG_ID and OPENAI_PROJECT_ID, as in every program of the user.
 * @throws ApiProblem without a key.
 */
export function createClient({ key: given, keyName, onWait = sayOnError }: Credentials): OpenAI {
  const key = given?.trim();
  if (!key)
    throw new ApiProblem(
      keyName === 'OPENAI_ADMIN_KEY'
        ? 'OPENAI_ADMIN_KEY is not set: an owner of the organisation makes an admin key at https://platform.openai.com/settings/organization/admin-keys'
        : 'OPENAI_API_KEY is not set: Tierlint talks to OpenAI only with a key from there',
    );
  rememberSecret(key);
  if (/[^\x21-\x7e]/.test(key))
    throw new ApiProblem(`the key in ${keyName} holds a line end, a space or a letter that no key has: set it anew`);
  const beside = join(__dirname, 'openai.js');
  const sdk = require(existsSync(beside) ? beside : 'openai') as { readonly OpenAI: typeof OpenAI };
  const isAdmin = keyName === 'OPENAI_ADMIN_KEY';
  return new sdk.OpenAI({
    apiKey: isAdmin ? null : key,
    adminAPIKey: isAdmin ? key : null,
    maxRetries: 4,
    timeout: TIMEOUT,
    fetch: guardedFetch(onWait),
  });
}

function sayOnError(text: string): void {
  process.stderr.write(`${text}\n`);
}
