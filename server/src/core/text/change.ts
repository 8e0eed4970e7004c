/** What changed between two texts, as offsets: everything before `start` and after the two ends is the same. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Whole stretches compare many times faster than single characters. */
const STRETCH = 1024;

/** The changed region: what is left between the longest common prefix and suffix. */
export function difference(old: string, text: string): Change {
  const limit = Math.min(old.length, text.length);
  let start = 0;
  while (start + STRETCH <= limit && old.slice(start, start + STRETCH) === text.slice(start, start + STRETCH)) start += STRETCH;
  while (start < limit && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  let same = 0;
  while (same + STRETCH <= limit - start && tail(old, same) === tail(text, same)) same += STRETCH;
  while (same < limit - start && old.charCodeAt(old.length - 1 - same) === text.charCodeAt(text.length - 1 - same)) same++;
  return { start, oldEnd: old.length - same, newEnd: text.length - same };
}

/** The stretch that ends `same` characters before the text does. */
function tail(text: string, same: number): string {
  return text.slice(text.length - same - STRETCH, text.length - same);
}
