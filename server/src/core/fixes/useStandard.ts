/** Back to standard, with all that only flex needed. Unsafe: the price changes. */
import type { CallSite } from '../callSite/callSite';
import { FLEX_FALLBACK, FLEX_TRANSPORT, isFallbackHelper } from '../libraries/generatedHelpers';
import { isReference } from '../link/linkedCall';
import type { SourceUnit } from '../link/moduleHost';
import { FLEX_TIMEOUT_SECONDS } from '../catalog/serviceTier';
import type { TextEdit } from '../text/textEdit';
import type { FixContext, FixProvider, Proposal } from './fix';
import { removeItem } from './listRemoval';
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
  const edits =
    site.sdk === 'python' ? [pythonTimeout(site, unit), pythonHelper(site, unit)] : [nodeTimeout(site, unit), nodeTransport(site, unit)];
  return edits.filter((edit) => edit !== undefined);
}

/** `timeout=900.0` among the arguments. */
function pythonTimeout({ call: { args } }: CallSite, { text }: SourceUnit): TextEdit | undefined {
  const at = args.findIndex(({ name, value }) => name === 'timeout' && value.kind === 'number' && value.value === FLEX_TIMEOUT_SECONDS);
  return at < 0
    ? undefined
    : removeItem(
        text,
        args.map(({ span }) => span),
        at,
        '#',
      );
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

/** `{ timeout: 900_000 }` as second argument, or the entry in it. */
function nodeTimeout({ call, shape: { options } }: CallSite, { text }: SourceUnit): TextEdit | undefined {
  if (options?.value.kind !== 'dictionary') return undefined;
  const { entries } = options.value;
  const at = entries.findIndex(
    ({ key, value }) => key === 'timeout' && value.kind === 'number' && value.value === FLEX_TIMEOUT_SECONDS * 1000,
  );
  if (at < 0) return undefined;
  if (entries.length > 1)
    return removeItem(
      text,
      entries.map(({ span }) => span),
      at,
      '//',
    );
  return removeItem(
    text,
    call.args.map(({ span }) => span),
    call.args.indexOf(options),
    '//',
  );
}

/** `.withOptions(flexTransport)` in the chain of the call. */
function nodeTransport({ method }: CallSite, { text }: SourceUnit): TextEdit | undefined {
  const written = `.withOptions(${FLEX_TRANSPORT})`;
  const at = text.slice(method.span.start, method.span.end).indexOf(written);
  return at < 0 ? undefined : { span: { start: method.span.start + at, end: method.span.start + at + written.length }, newText: '' };
}
