/** The value of a Python number literal, Python 2's `0777` and `10L` included; NaN for imaginary numbers. */
export function readNumber(source: string): number {
  const digits = source.replaceAll('_', '').toLowerCase();
  if (/^0[xob]/.test(digits)) return Number(digits.replace(/l$/, ''));
  if (/^0[0-7]+l?$/.test(digits)) return parseInt(digits, 8);
  const decimal = digits.replace(/l$/, '');
  return /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(decimal) ? Number(decimal) : NaN;
}
