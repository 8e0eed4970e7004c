/** How loud a finding is, and how loud somebody wants a rule to be. */

export type Severity = 'hint' | 'info' | 'warning' | 'error';

/** From quiet to loud. */
export const SEVERITIES: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

/** How a rule reports: with a severity of its own choice, or not at all. */
export type Level = Severity | 'off';

/** Levels by rule id. */
export type Levels = Readonly<Record<string, Level>>;
