import type { Position } from 'vscode-languageserver';
import { isSilencing, type Fix } from '../core/findings/fix';
import type { Finding } from '../core/findings/finding';
import { APPLY_FIX, type ApplyFixParams } from '../protocol';

/** A link under a hover. */
export interface Link {
  readonly title: string;
  readonly target: string;
}

const MOST_LINKS = 4;

/** Links that run the fixes of a call's findings, for a client that runs commands from a hover. */
export function fixLinks(uri: string, position: Position, findings: readonly Finding[]): Link[] {
  const links: Link[] = [];
  const seen = new Set<string>();
  for (const { rule, fixes } of findings) {
    for (const fix of fixes) {
      const { title } = fix;
      if (!isLinked(fix) || seen.has(title) || links.length >= MOST_LINKS) continue;
      seen.add(title);
      const params: ApplyFixParams = { uri, position, rule, title };
      links.push({ title, target: `command:${APPLY_FIX}?${encoded([params])}` });
    }
  }
  return links;
}

/** Fixes that save nothing belong into the menu, not here. */
function isLinked(fix: Fix): boolean {
  return fix.kind !== 'tier' && !isSilencing(fix);
}

/** Parentheses would end the link. */
function encoded(value: unknown): string {
  return encodeURIComponent(JSON.stringify(value)).replace(/[()]/g, (char) => (char === '(' ? '%28' : '%29'));
}
