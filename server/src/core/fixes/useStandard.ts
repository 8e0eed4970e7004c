/** Back to standard, with all that only flex needed. Unsafe: the price changes. */
import type { CallSite } from '../callSite/callSite';
import { FLEX_FALLBACK, FLEX_TRANSPORT, isFallbackHelper } from '../libraries/generatedHelpers';
import { isReference } from '../link/linkedCall';
import type { SourceUnit } from '../link/moduleHost';
import { FLEX_TIMEOUT_SECONDS } from '../catalog/serviceTier';
import type { Place } from '../libraries/place';
import type { Expression } from '../syntax/expression';
import { familyOf, type Family } from '../syntax/family';
import type { TextEdit } from '../text/textEdit';
import type { FixContext, FixProvider, Proposal } from './fix';
import { RequestWriter } from './places/requestWriter';
import { requestEdits } from './request';

export const useStandard: FixProvider = {
  id: 'use-standard',
  kind: 'standard',
  summary: `Writes \`service_tier\` \`default\`. Of a flex call it also takes the timeout of 15 minutes, the transport \`${FLEX_TRANSPORT}\` and the helper \`${FLEX_FALLBACK.python.sync}\`, where they stand in the call as other fixes write them.`,
  safety: { applicability: 'unsafe', why: 'Price and speed change.' },
  propose(site: CallSite, context: FixContext): readonly Proposal[] {
    if (
      site.client.provider !== 'openai' ||
      site.endpoint.tier !== 'request' ||
      site.tier.state !== 'literal' ||
      site.tier.value === 'default'
    )
      return [];
    const written = requestEdits(site, context, { tier: 'default' });
    if (!written || written.length === 0) return [];
    const edits = site.tier.value === 'flex' ? [...written, ...withoutFlexNeeds(site, context.unit)] : written;
    return [{ title: title(site), applicability: 'unsafe', tier: 'default', changes: [{ file: site.file, edits }] }];
  },
};

function title({ workload }: CallSite): string {
  switch (workload.workload) {
    case 'interactive':
      return 'Use standard: a person waits';
    case 'unknown':
      return 'Use standard';
    default:
      return 'Use standard: nobody waits for a faster answer';
  }
}

function withoutFlexNeeds(site: CallSite, unit: SourceUnit): readonly TextEdit[] {
  const writer = new RequestWriter(site, unit);
  writer.remove('timeout', isFlexTimeout);
  return [...(writer.edits() ?? []), ...FLEX_ONLY[familyOf(site.language)].flatMap((remove) => remove(site, unit) ?? [])];
}

/** What other fixes write for flex besides tier and timeout. */
const FLEX_ONLY: Readonly<Record<Family, readonly ((site: CallSite, unit: SourceUnit) => TextEdit | undefined)[]>> = {
  python: [pythonHelper],
  ecmascript: [nodeTransport],
};

/** 15 minutes, in the unit of the place. */
function isFlexTimeout(value: Expression, { unit }: Place): boolean {
  return value.kind === 'number' && value.value === FLEX_TIMEOUT_SECONDS * (unit === 'milliseconds' ? 1000 : 1);
}

/** `with_flex_fallback(client.responses.create, model=...)` becomes `client.responses.create(model=...)`. */
function pythonHelper(site: CallSite, { text }: SourceUnit): TextEdit | undefined {
  const { call, method } = site;
  const [first, second] = call.args;
  if (!isReference(site) || !isFallbackHelper(text.slice(call.callee.span.start, call.callee.span.end))) return undefined;
  if (!first || !second || first.span.start !== method.span.start) return undefined;
  const comma = /^[ \t]*,[ \t]*/.exec(text.slice(first.span.end))?.[0];
  return comma === undefined
    ? undefined
    : {
        span: { start: call.span.start, end: first.span.end + comma.length },
        newText: `${text.slice(method.span.start, method.span.end)}(`,
      };
}

/** `.withOptions(flexTransport)` in the chain of the call. */
function nodeTransport({ method }: CallSite, { text }: SourceUnit): TextEdit | undefined {
  const written = `.withOptions(${FLEX_TRANSPORT})`;
  const at = text.slice(method.span.start, method.span.end).indexOf(written);
  return at < 0 ? undefined : { span: { start: method.span.start + at, end: method.span.start + at + written.length }, newText: '' };
}
