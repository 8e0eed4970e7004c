/** Python: everything is a keyword argument of the call; timeouts are seconds. */
import type { CallSite } from '../callSite/callSite';
import type { TextEdit } from '../text/textEdit';
import type { FixContext } from './fix';
import { appendItems, replacement } from './listInsertion';
import { enclosingQuotes } from './pythonStrings';
import { hasUnreadableTimeout, timeoutInChain, waitsLongEnough, type RequestChange } from './requestChange';
import { styleOf } from './style';

/** A plain float is right in every major version; `httpx.Timeout` objects changed their package in 3.0. */
const TIMEOUT = '900.0';

export function pythonEdits(site: CallSite, { unit }: FixContext, change: RequestChange): readonly TextEdit[] | undefined {
  const { call, written } = site;
  const style = styleOf(unit.text, unit.text.slice(call.span.start, call.span.end));
  const edits: TextEdit[] = [];
  const added: string[] = [];
  if (change.tier !== undefined) {
    const quote = quoteAt(site, unit.text, style.quote);
    if (quote === undefined) return undefined;
    const value = `${quote}${change.tier}${quote}`;
    // A keyword beside the same key in a spread dictionary is an error at run time.
    if (written.tier === 'elsewhere') return undefined;
    if (written.tier) edits.push(replacement(unit.text, written.tier, 'service_tier', value));
    else added.push(`service_tier=${value}`);
  }
  if (change.flexTimeout && !waitsLongEnough(site) && !hasUnreadableTimeout(site)) {
    const inChain = timeoutInChain(site, unit.path);
    if (written.timeout === 'elsewhere') return undefined;
    if (written.timeout) edits.push(replacement(unit.text, written.timeout, 'timeout', TIMEOUT));
    else if (inChain) edits.push({ span: inChain.span, newText: TIMEOUT });
    else added.push(`timeout=${TIMEOUT}`);
  }
  if (added.length === 0) return edits;
  const appended = appendItems(
    {
      text: unit.text,
      brackets: call.argumentsSpan,
      items: call.args.map((arg) => arg.span),
      lineComment: '#',
      padding: '',
      newline: style.newline,
    },
    added,
  );
  return appended && [...edits, ...appended];
}

/** The file's quote, unless the call stands in an f-string that uses it; undefined when both are taken. */
function quoteAt({ statement, call }: CallSite, text: string, preferred: '"' | "'"): '"' | "'" | undefined {
  const taken = enclosingQuotes(text, statement.start, call.span.start);
  return [preferred, preferred === '"' ? ("'" as const) : ('"' as const)].find((quote) => !taken.includes(quote));
}
