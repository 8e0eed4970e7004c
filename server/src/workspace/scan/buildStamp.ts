import { statSync } from 'node:fs';

/** Tells one build of the same version from another, so that a developer never sees results of older code. */
export function buildStamp(): string {
  try {
    const { size, mtimeMs } = statSync(__filename);
    return `${size}:${mtimeMs}`;
  } catch {
    return '';
  }
}
