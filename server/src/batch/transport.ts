/** The `fetch` that the SDK is given: it says when it waits, does not wait for ever, and reads no more than an answer can be. */
import { hideSecrets } from './secrets';

/** What the API answers to anything but a download is far below. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_MEGABYTES = MOST_BYTES / 1024 / 1024;

/** After this long without an answer somebody is told, in milliseconds. */
const SILENCE = 5000;

/** A server that sends nothing for so long is given up, in milliseconds: the body of a download may take longer as a whole. */
const STALLED = 60_000;

class OversizedAnswer extends Error {
  override readonly name = 'OversizedAnswer';

  constructor() {
    super(`the answer is longer than ${MOST_MEGABYTES} MB, which no answer of OpenAI is: check OPENAI_BASE_URL`);
  }
}

/** `onWait` is told, in words, that the server has not answered yet. */
export function guardedFetch(onWait: (text: string) => void): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const timer = setTimeout(() => onWait(`waiting for ${hideSecrets(url.host)} ...`), SILENCE);
    try {
      const response = await fetch(input, init);
      // What is downloaded goes to a file, piece by piece; what it says of a failure does not.
      const isDownload = response.ok && url.pathname.endsWith('/content');
      return withBody(response, isDownload ? Infinity : MOST_BYTES);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** The same answer, whose body ends with an error once it is too long, or when nothing comes any more. */
function withBody(response: Response, most: number): Response {
  if (!response.body) return response;
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let bytes = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await beforeStalling(reader.read());
      if (piece.done) return controller.close();
      bytes += piece.value.byteLength;
      if (bytes > most) throw new OversizedAnswer();
      controller.enqueue(piece.value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const guarded = new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
  // The SDK logs and reports it; a made response has none.
  Object.defineProperty(guarded, 'url', { value: response.url });
  return guarded;
}

async function beforeStalling<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('OpenAI stopped sending in the middle of an answer: Request timed out.')), STALLED);
  });
  try {
    return await Promise.race([work, stalled]);
  } finally {
    clearTimeout(timer);
  }
}
