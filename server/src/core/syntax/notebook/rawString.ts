import type { Node } from 'jsonc-parser';

/** The offset in the file of a position in a JSON string's value. */
export function rawOffset(json: string, node: Node, position: number): number {
  let raw = node.offset + 1;
  for (let i = 0; i < position; i++) {
    if (json.charCodeAt(raw) !== 0x5c) raw++;
    else raw += json[raw + 1] === 'u' ? 6 : 2;
  }
  return raw;
}

/** Text as it stands inside a JSON string. */
export function rawText(text: string, ascii: boolean): string {
  const raw = JSON.stringify(text).slice(1, -1);
  return ascii ? raw.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`) : raw;
}
