/** An error that nobody expected, as one line for a log. */
export function faultOf(error: unknown): string {
  return `an error of Tierlint itself: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
}
