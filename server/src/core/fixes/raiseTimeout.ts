/** Raises the timeout of a call that is on flex already. Safe: the call may only wait longer than it did. */
import type { CallSite } from '../callSite/callSite';
import type { FixContext, FixProvider, Proposal } from './fix';
import { requestEdits } from './request';
import { needs, needsUndici } from './transport';

export const raiseTimeout: FixProvider = {
  id: 'raise-timeout',
  kind: 'timeout',
  summary: 'Raises the timeout of a flex call to 15 minutes, and in Node lifts the limit on response headers.',
  safety: {
    applicability: 'safe',
    why: 'The call may only wait longer than it did. Unsafe where it needs the package `undici` and the manifest does not list it, and where it takes the place of a variable that callers may set.',
  },
  propose(site: CallSite, context: FixContext): readonly Proposal[] {
    const edits = requestEdits(site, context, { flexTimeout: true });
    if (!edits || edits.length === 0) return [];
    // An import of a package that is not installed breaks the program: a person must install it first.
    const missing = needsUndici(site, context);
    return [
      {
        title: `Raise the timeout to 15 minutes${missing ? ' (needs the npm package undici)' : ''}`,
        applicability: missing || replacesVariable(site) ? 'unsafe' : 'safe',
        ...needs(site, context),
        changes: [{ file: site.file, edits }],
      },
    ];
  },
};

/** `timeout=timeout`: the value comes from somewhere that the fix would cut off. */
function replacesVariable({ written, timeout }: CallSite): boolean {
  const expression = written.timeout ?? timeout.writtenAt?.expression;
  return expression !== undefined && expression !== 'elsewhere' && (expression.kind === 'name' || expression.kind === 'member');
}
