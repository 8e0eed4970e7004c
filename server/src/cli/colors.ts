import type { WriteStream } from 'node:tty';
import type { Severity } from '../core/findings/severity';

export interface Colors {
  severity(severity: Severity, text: string): string;
  path(text: string): string;
  dim(text: string): string;
  added(text: string): string;
  removed(text: string): string;
}

const CODES = { hint: 36, info: 34, warning: 33, error: 31 } as const;

/** Colours for a terminal; none where output goes elsewhere or NO_COLOR is set (https://no-color.org). */
export function colorsFor(stream: Pick<WriteStream, 'isTTY'> | undefined): Colors {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const isOn = !NO_COLOR && (FORCE_COLOR ? FORCE_COLOR !== '0' : stream?.isTTY === true && TERM !== 'dumb');
  const paint = (code: number, text: string): string => (isOn ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    severity: (severity, text) => paint(CODES[severity], text),
    path: (text) => paint(1, text),
    dim: (text) => paint(2, text),
    added: (text) => paint(32, text),
    removed: (text) => paint(31, text),
  };
}
