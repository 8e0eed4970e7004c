import type { Place } from '../../workspace/scan/places';
import type { InFile } from '../checkResult';

/** `src/app.py:12:5`, `notes.ipynb:cell 3:2:1`: what terminals and editors make a link of. */
export function placeText({ path, cell, line, column }: InFile<Place>): string {
  return cell === undefined ? `${path}:${line}:${column}` : `${path}:cell ${cell}:${line}:${column}`;
}

/** Counts with their noun: `1 call`, `2 calls`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
