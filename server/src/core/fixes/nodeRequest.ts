/** Node: the tier goes into the body, the timeout (milliseconds) into the second argument, the transport into the client. */
import type { CallSite } from '../callSite/callSite';
import { FLEX_TIMEOUT_SECONDS } from '../catalog/serviceTier';
import type { Argument, DictionaryEntry, DictionaryExpression } from '../syntax/expression';
import type { TextEdit } from '../text/textEdit';
import type { FixContext } from './fix';
import { appendItems, replacement } from './listInsertion';
import { removeItem } from './listRemoval';
import { hasUnreadableTimeout, timeoutInChain, waitsLongEnough, type RequestChange } from './requestChange';
import { styleOf } from './style';
import { transportEdits } from './transport';

const TIMEOUT = '900_000';

export function nodeEdits(site: CallSite, context: FixContext, change: RequestChange): readonly TextEdit[] | undefined {
  const { body } = site.shape;
  if (site.shape.form === 'reference' || !body || body.spread) return undefined;
  const edits: TextEdit[] = [];
  const misplaced = change.flexTimeout ? site.misplacedTimeout : undefined;
  if (misplaced?.at === 'elsewhere') return undefined;
  if (misplaced && !(change.tier !== undefined && !site.written.tier)) {
    const removed = withoutTimeout(context.unit.text, body);
    if (!removed) return undefined;
    edits.push(removed);
  }
  if (change.tier !== undefined) {
    const written = tierEdits(site, context, body, change.tier, misplaced !== undefined);
    if (!written) return undefined;
    edits.push(...written);
  }
  if (!change.flexTimeout) return edits;
  if (!waitsLongEnough(site) && !hasUnreadableTimeout(site)) {
    const raised = timeoutEdits(site, context, body);
    if (!raised) return undefined;
    edits.push(...raised);
  }
  if (site.headerLimit === 'applies') {
    const transport = transportEdits(site, context);
    if (!transport) return undefined;
    edits.push(...transport);
  }
  return edits;
}

function tierEdits(
  site: CallSite,
  { unit }: FixContext,
  body: Argument,
  tier: string,
  replacesTimeout: boolean,
): readonly TextEdit[] | undefined {
  const style = styleOf(unit.text, unit.text.slice(site.call.span.start, site.call.span.end));
  const value = `${style.quote}${tier}${style.quote}`;
  if (site.written.tier === 'elsewhere') return undefined;
  if (site.written.tier) return [replacement(unit.text, site.written.tier, 'service_tier', value)];
  const timeout = replacesTimeout ? timeoutEntry(body) : undefined;
  if (timeout) return [{ span: timeout.span, newText: `service_tier: ${value}` }];
  if (body.value.kind === 'dictionary') return appendEntries(unit.text, body.value, [`service_tier: ${value}`], style.newline);
  return [extended(unit.text, body, `service_tier: ${value}`)];
}

function timeoutEdits(site: CallSite, { unit }: FixContext, body: Argument): readonly TextEdit[] | undefined {
  const { options } = site.shape;
  const style = styleOf(unit.text, '');
  const inChain = timeoutInChain(site, unit.path);
  if (site.written.timeout === 'elsewhere') return undefined;
  if (site.written.timeout) return [replacement(unit.text, site.written.timeout, 'timeout', TIMEOUT)];
  if (inChain) return [replacement(unit.text, inChain, 'timeout', TIMEOUT)];
  const entry = `timeout: ${moved(site, unit.text) ?? TIMEOUT}`;
  if (!options) {
    const { argumentsSpan } = site.call;
    const layout = {
      text: unit.text,
      brackets: argumentsSpan,
      items: site.call.args.map((arg) => arg.span),
      lineComment: '//',
      padding: '',
      newline: style.newline,
    } as const;
    return site.call.args[site.call.args.length - 1] === body ? appendItems(layout, [`{ ${entry} }`]) : undefined;
  }
  if (options.spread) return undefined;
  if (options.value.kind === 'dictionary') return appendEntries(unit.text, options.value, [entry], style.newline);
  if (options.value.kind === 'null') return [{ span: options.span, newText: `{ ${entry} }` }];
  return [extended(unit.text, options, entry)];
}

/** A timeout that was meant for the options already, if flex can wait for it. */
function moved({ misplacedTimeout }: CallSite, text: string): string | undefined {
  if (!misplacedTimeout || misplacedTimeout.at === 'elsewhere' || misplacedTimeout.value.state !== 'literal') return undefined;
  const { at, value } = misplacedTimeout;
  return value.value >= FLEX_TIMEOUT_SECONDS ? text.slice(at.span.start, at.span.end) : undefined;
}

function timeoutEntry({ value }: Argument): DictionaryEntry | undefined {
  return value.kind === 'dictionary' ? value.entries.find(({ key }) => key === 'timeout') : undefined;
}

function withoutTimeout(text: string, { value }: Argument): TextEdit | undefined {
  if (value.kind !== 'dictionary') return undefined;
  const spans = value.entries.map(({ span }) => span);
  return removeItem(
    text,
    spans,
    value.entries.findIndex(({ key }) => key === 'timeout'),
    '//',
  );
}

function appendEntries(
  text: string,
  dictionary: DictionaryExpression,
  added: readonly string[],
  newline: string,
): readonly TextEdit[] | undefined {
  return appendItems(
    { text, brackets: dictionary.span, items: dictionary.entries.map((entry) => entry.span), lineComment: '//', padding: ' ', newline },
    added,
  );
}

/** `params` becomes `{ ...params, service_tier: "flex" }`. */
function extended(text: string, argument: Argument, entry: string): TextEdit {
  const written = text.slice(argument.span.start, argument.span.end);
  const simple = /^[\w$.()[\]]+$/.test(written);
  return { span: argument.span, newText: `{ ...${simple ? written : `(${written})`}, ${entry} }` };
}
