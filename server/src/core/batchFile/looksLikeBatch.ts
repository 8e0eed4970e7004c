/** Telling Batch input from the many other files that hold JSON lines. */

/** So many characters from the start of a file tell. */
export const SNIFFED_CHARACTERS = 16 * 1024;
const SNIFFED_LINES = 5;

/**
 * Whether the beginning of a file is that of Batch input: one of its first lines is a request with `custom_id` and `method` or
 * `url`. Output of a batch (`response`) is none, nor are files of services that put `custom_id` beside `params` or a bare `body`.
 * A first line longer than what is given is judged by the keys that can be seen.
 */
export function looksLikeBatch(beginning: string): boolean {
  if (!beginning.includes('"custom_id"')) return false;
  const lines = beginning.split('\n', SNIFFED_LINES + 1);
  return lines.slice(0, SNIFFED_LINES).some((line, index) => isRequest(line, index === lines.length - 1));
}

function isRequest(line: string, mayBeCut: boolean): boolean {
  try {
    const value = JSON.parse(line.replace(/^\uFEFF/, '')) as unknown;
    if (value === null || typeof value !== 'object') return false;
    return 'custom_id' in value && !('response' in value) && ('method' in value || 'url' in value);
  } catch {
    // Cut off, half-typed or broken.
    const hasKeys = /"custom_id"\s*:/.test(line) && /"(?:method|url)"\s*:\s*"(?:POST|\/)/.test(line);
    return hasKeys && !/"response"\s*:/.test(line) && (mayBeCut || line.trimStart().startsWith('{'));
  }
}
