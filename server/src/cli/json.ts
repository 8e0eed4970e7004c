/** Characters that JSON lets stand as they are, but terminals act on. */
const ACTED_ON = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A report as JSON for people and programs: what a file name brought drives neither a terminal nor a CI system. */
export function jsonText(value: unknown): string {
  const json = JSON.stringify(value, null, 2)
    .replace(ACTED_ON, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/##(?=[\w.-]*\[)/g, '#\\u0023');
  return `${json}\n`;
}
