/** Dollars as people read them: as many digits as matter, never a false precision. */
import type { Range } from './range';

const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `$1,800`, `$12.50`, `$0.0042`: whole dollars from a thousand on, cents from a dollar on, two digits that count below. */
export function formatDollars(amount: number): string {
  const sign = amount < 0 ? '−' : '';
  const value = Math.abs(amount);
  if (value === 0) return '$0';
  if (value >= 1000) return `${sign}$${GROUPED.format(value)}`;
  if (value >= 1) return `${sign}$${value.toFixed(2)}`;
  if (value < 0.000_001) return `${sign}<$0.000001`;
  const digits = Math.max(2, 1 - Math.floor(Math.log10(value)));
  return `${sign}$${value.toFixed(digits).replace(/(\.\d\d+?)0+$/, '$1')}`;
}

/** `$0.15 / $0.60`: input and output, as on a price list. */
export function formatPrice({ input, output }: { readonly input: number; readonly output: number }): string {
  return `${formatListPrice(input)} / ${formatListPrice(output)}`;
}

/** Two digits as on a price list, more only where the price has them. */
export function formatListPrice(dollars: number): string {
  return `$${dollars.toFixed(Math.max(2, (String(dollars).split('.')[1] ?? '').length))}`;
}

/** To the cent, whatever the size: what a price list or an invoice would say. */
export function formatCents(amount: number): string {
  const cents = roundToCents(amount);
  return `${cents < 0 ? '−' : ''}$${Math.abs(cents).toLocaleString('en-US', { minimumFractionDigits: Number.isInteger(cents) ? 0 : 2, maximumFractionDigits: 2 })}`;
}

/** Sums of prices carry noise in the sixteenth digit. */
export function withoutNoise(amount: number): number {
  return Number(amount.toPrecision(13));
}

/** To the cent, and to fractions of it below a dollar, where a cent would hide what differs: `$0.025`. */
export function formatSum(amount: number): string {
  return Math.abs(amount) < 1 && roundToCents(amount) !== withoutNoise(amount) ? formatDollars(amount) : formatCents(amount);
}

/** Half a cent goes up. Sums of prices carry noise in the sixteenth digit, which must not decide a rounding. */
export function roundToCents(amount: number): number {
  return Math.round(Number((amount * 100).toPrecision(13))) / 100;
}

/** `$0.42`, or `$0.10–1.50` where low and high differ as shown. */
export function formatRange({ low, high }: Pick<Range, 'low' | 'high'>): string {
  const [from, to] = [formatDollars(low), formatDollars(high)];
  return from === to ? from : `${from}–${to.replace('$', '')}`;
}

/** `10M`, `1.2k`, `512`: tokens and requests. */
export function formatCount(count: number): string {
  for (const [size, letter] of [
    [1e9, 'B'],
    [1e6, 'M'],
    [1e4, 'k'],
  ] as const) {
    if (count >= size) return `${Number((count / (letter === 'k' ? 1e3 : size)).toPrecision(3))}${letter}`;
  }
  return count.toLocaleString('en-US', { maximumFractionDigits: 0 });
}
