import { SEVERITIES, type Severity } from '../core/findings/severity';

export const FAIL_ON = [...SEVERITIES, 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** Whether one of the severities is at or above the level. */
export function reaches(severities: Iterable<Severity>, level: FailOn): boolean {
  if (level === 'never') return false;
  for (const severity of severities) if (SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(level)) return true;
  return false;
}
