import { OverBudget } from '../text/budget';

/** Why nothing, or not all, is known of a file. */
export function reasonOf(error: unknown): string {
  if (error instanceof OverBudget) return 'it took too long to read';
  // V8 says so when there is no stack left, tree-sitter when its memory ends.
  return error instanceof RangeError ? 'it is nested too deeply' : 'it could not be read';
}
