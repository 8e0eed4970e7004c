/** Where the project lives; its documentation is read there. */
const REPOSITORY_URL = 'https://github.com/tierlint/tierlint';

/** The page of a rule. */
export function ruleUrl(rule: string): string {
  return `${REPOSITORY_URL}/blob/main/docs/rules/${encodeURIComponent(rule)}.md`;
}
