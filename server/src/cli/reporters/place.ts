import type { Place } from '../../workspace/scan/places';
import type { InFile } from '../checkResult';

/** `src/app.py:12:5`, `notes.ipynb:cell 3:2:1`: what terminals and editors make a link of. */
export function placeText({ path, cell, line, column }: InFile<Place>): string {
  return cell === undefined ? `${path}:${line}:${column}` : `${path}:cell ${cell}:${line}:${column}`;
}
