/** Takes out of a request what the router sets from now on. */
import type { CallSite } from '../../callSite/callSite';
import { overlaps, type TextEdit } from '../../text/textEdit';
import { removeItem } from '../listRemoval';

/** What stays, because a comment hangs on it or it is written elsewhere, does no harm: the router's values win. */
export function withoutParameters({ call, shape, sdk }: CallSite, text: string, names: readonly string[]): readonly TextEdit[] {
  const body = shape.body?.value;
  const items =
    sdk === 'python' ? call.args.map(({ name, span }) => ({ key: name, span })) : body?.kind === 'dictionary' ? body.entries : [];
  const edits: TextEdit[] = [];
  for (const name of names) {
    const at = items.findIndex(({ key }) => key === name);
    const edit =
      at < 0
        ? undefined
        : removeItem(
            text,
            items.map(({ span }) => span),
            at,
            sdk === 'python' ? '#' : '//',
          );
    if (edit && edits.every((other) => !overlaps(edit, other))) edits.push(edit);
  }
  return edits;
}
