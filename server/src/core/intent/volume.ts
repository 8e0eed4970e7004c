/** How often calls run, as people write it: `20k/day`, `200k/month`, `1.5M/week`, `500/hour`. */
import type { Volume } from './intent';

export const VOLUME_PATTERN = '^\\s*\\d[\\d_,]*(?:\\.\\d+)?\\s*[kKmMbB]?\\s*/\\s*(?:hour|day|week|month)\\s*$';
export const VOLUME_EXAMPLES = ['20k/day', '200k/month', '1.5M/month', '500/hour'] as const;

const PATTERN = new RegExp(VOLUME_PATTERN);
const PARTS = /^\s*([\d_,]+(?:\.\d+)?)\s*([kKmMbB]?)\s*\/\s*(\w+)\s*$/;
const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, b: 1e9 };

/** The volume a text says; undefined when it says none. Zero is none: it would make every sum zero. */
export function parseVolume(text: string): Volume | undefined {
  if (!PATTERN.test(text)) return undefined;
  const [, digits, scale, per] = PARTS.exec(text)!;
  const requests = Math.round(Number(digits!.replace(/[_,]/g, '')) * FACTORS[scale!.toLowerCase()]!);
  return requests > 0 && Number.isSafeInteger(requests) ? { requests, per: per as Volume['per'] } : undefined;
}

/** `20k/day`. */
export function formatVolume({ requests, per }: Volume): string {
  for (const [scale, factor] of [
    ['B', 1e9],
    ['M', 1e6],
    ['k', 1e3],
  ] as const) {
    if (requests >= factor && requests % (factor / 10) === 0) return `${requests / factor}${scale}/${per}`;
  }
  return `${requests}/${per}`;
}
