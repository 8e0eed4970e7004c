import { hideSecrets } from './secrets';

/** What went wrong while talking to OpenAI, in one line that says what to do. */
export class ApiProblem extends Error {
  constructor(
    message: string,
    /** The key is not accepted, or may not do this: another one may. */
    readonly keyRefused = false,
  ) {
    super(message);
  }
}

interface SdkError {
  readonly status?: number;
  readonly message?: string;
  readonly name?: string;
  readonly cause?: unknown;
  readonly code?: string | null;
  readonly requestID?: string | null;
}

/**
 * An error of the SDK, of the network or of the disk, put into words. Never holds a key. `keyName` is a variable or words ("the admin key"); `what` names the thing asked for ("batch
 * batch_123") for an answer of 404.
 */
export function apiProblem(
  error: unknown,
  { keyName, what, needs }: { readonly keyName: string; readonly what?: string; readonly needs?: string },
): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const { status, code, requestID: requestId } = error as SdkError;
  const said = withoutKeys((error as SdkError).message ?? String(error)).replace(/^\d{3} /, '');
  const reference = requestId ? ` (request ${requestId})` : '';
  const key = /^[A-Z_]+$/.test(keyName) ? `the key in ${keyName}` : keyName;
  switch (status) {
    case 401:
      return new ApiProblem(
        `OpenAI does not accept ${key} (401)${reference}: check that it is whole, not revoked, and of the right organisation`,
        true,
      );
    case 403:
      return new ApiProblem(`${key} may not do this (403)${reference}: ${needs ?? 'it needs the permission in its project'}`, true);
    case 404:
      return new ApiProblem(
        `OpenAI has no ${what ?? 'such thing'} for this key (404)${reference}: it may belong to another project or organisation, or be deleted`,
      );
    case 429:
      return new ApiProblem(
        code === 'insufficient_quota'
          ? `the account has no credit left (429)${reference}: ${said}`
          : `OpenAI asks to slow down (429)${reference}: ${said}; nothing was lost, try again in a few minutes`,
      );
    case undefined:
      return withoutAnswer(error as SdkError, said);
    default:
      return new ApiProblem(
        status >= 500
          ? `OpenAI has a problem of its own (${status})${reference}: try again later`
          : `OpenAI refused the request (${status})${reference}: ${said}`,
      );
  }
}

function withoutAnswer(error: SdkError, said: string): ApiProblem {
  const code = causeOf(error);
  if (code === 'ENOSPC') return new ApiProblem('the disk is full: make room and run the command again');
  if ((error as unknown) instanceof SyntaxError || error.name === 'SyntaxError')
    return new ApiProblem(`the answer is cut off or no JSON (${said}): check the network, OPENAI_BASE_URL and the proxy`);
  if (/timed? ?out/i.test(said)) return new ApiProblem('OpenAI did not answer in time: check the network and try again');
  const where = withoutCredentials(process.env['OPENAI_BASE_URL']);
  if (error.name === 'APIConnectionError' || /connection error/i.test(said))
    return new ApiProblem(`can't reach ${where}${code ? ` (${code})` : ''}: check the network, the proxy and OPENAI_BASE_URL`);
  return new ApiProblem(code ? `${said} (${code})` : said);
}

/** Without user, password and query, which may give access. */
function withoutCredentials(address: string | undefined): string {
  try {
    const { origin, pathname } = new URL(address ?? 'https://api.openai.com/v1');
    return hideSecrets(origin + pathname);
  } catch {
    return 'the address in OPENAI_BASE_URL';
  }
}

function causeOf(error: SdkError): string | undefined {
  for (
    let each: unknown = error, depth = 0;
    each !== null && typeof each === 'object' && depth < 5;
    each = (each as SdkError).cause, depth++
  ) {
    const { code } = each as SdkError;
    if (typeof code === 'string') return code;
  }
  return undefined;
}

/** What a server or the SDK says, on one line, cut where it goes on and on. Nothing that is or looks like a key is passed on. */
export function withoutKeys(text: string): string {
  const line = hideSecrets(text).replace(/\s+/g, ' ');
  return line.length > MOST_SAID ? `${line.slice(0, MOST_SAID)} ...` : line;
}

const MOST_SAID = 500;
