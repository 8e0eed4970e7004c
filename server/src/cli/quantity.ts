import { InvalidArgumentError } from 'commander';

const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, b: 1e9 };

/** `512`, `10k`, `1.5M`, `2B`, `10_000_000`. @throws InvalidArgumentError for anything else. */
export function parseQuantity(text: string): number {
  const [, digits, scale] = /^\s*(\d[\d_,]*(?:\.\d+)?)\s*([kKmMbB]?)\s*$/.exec(text) ?? [];
  if (digits === undefined) throw new InvalidArgumentError('write a number, or one with k, M or B: 512, 10k, 1.5M, 2B.');
  return Number(digits.replace(/[_,]/g, '')) * FACTORS[scale!.toLowerCase()]!;
}
