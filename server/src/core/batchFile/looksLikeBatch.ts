/** Telling Batch input from the many other files that hold JSON lines. */

/** So many characters from the start of a file tell. */
export const SNIFFED_CHARACTERS = 16 * 1024;
const SNIFFED_LINES = 5;

/**
 * Whether the beginning of a file is that of Batch input: one of its first lines is a request with `custom_id` and `method` or
 * `url`. Output of a batch (`response`) is none, nor are files of services that put `custom_id` beside `params` or a bare `body`.
 * A first line longer than what is given is judged by the keys that can be seen, and so are
 * requests that are written as one array, over several lines, or with the quotes of another language.
 */
export function looksLikeBatch(beginning: string): boolean {
  if (!/["']custom_id["']/.test(beginning)) return false;
  const lines = beginning.split('\n', SNIFFED_LINES + 1);
  return lines.slice(0, SNIFFED_LINES).some((line, index) => isRequest(line, index === lines.length - 1)) || isSpread(beginning, lines);
}

function isRequest(line: string, mayBeCut: boolean): boolean {
  try {
    const value = JSON.parse(line.replace(/^\uFEFF/, '')) as unknown;
    return hasKeysOfRequest(Array.isArray(value) ? (value[0] as unknown) : value);
  } catch {
    // Cut off, half-typed or broken.
    return showsKeys(line) && (mayBeCut || /^\uFEFF?\s*[{[]/.test(line));
  }
}

function hasKeysOfRequest(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  return 'custom_id' in value && !('response' in value) && ('method' in value || 'url' in value);
}

function showsKeys(text: string): boolean {
  const hasKeys = /["']custom_id["']\s*:/.test(text) && /["'](?:method|url)["']\s*:\s*["'](?:POST|\/)/.test(text);
  return hasKeys && !/["']response["']\s*:/.test(text);
}

/** The first line only opens a value that goes on in the next. */
function isSpread(beginning: string, lines: readonly string[]): boolean {
  const first = lines.find((line) => line.replace(/^\uFEFF/, '').trim() !== '') ?? '';
  return lines.length > 1 && /^\uFEFF?\s*[{[]/.test(first) && /[{[,]\s*$/.test(first) && showsKeys(beginning);
}
