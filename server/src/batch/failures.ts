import type { Batch } from 'openai/resources/batches';
import { printable } from '../core/text/printable';
import { isRecord } from './answers';
import { withoutKeys } from './apiProblem';

/** So many of a batch's errors are told. */
const MOST = 10;

/** What was wrong with the input of a batch, a line each. */
export function errorsOf(batch: Batch): readonly string[] {
  const errors: unknown = batch.errors?.data;
  const all = Array.isArray(errors) ? errors.filter(isRecord) : [];
  const told = all.slice(0, MOST).map(({ line, message, code }) => {
    const said = [message, code].find((each) => typeof each === 'string' && each !== '') as string | undefined;
    return `${typeof line === 'number' ? `line ${line}: ` : ''}${withoutKeys(said ?? 'no reason given')}`;
  });
  return all.length > MOST ? [...told, `and ${all.length - MOST} more`] : told;
}

/** The same, indented, for a terminal; a word where the service gave none. */
export function failuresOf(batch: Batch): string {
  const errors = errorsOf(batch);
  return (errors.length > 0 ? errors : ['OpenAI gave no reason']).map((error) => `    ${printable(error)}\n`).join('');
}
