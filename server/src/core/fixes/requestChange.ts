/** What a fix wants of a request, and what the call site already says about it. */
import { FLEX_TIMEOUT_SECONDS } from '../catalog/serviceTier';
import type { CallSite } from '../callSite/callSite';
import type { SourceUnit } from '../link/moduleHost';
import type { Expression } from '../syntax/expression';
import { contains } from '../text/span';

export interface RequestChange {
  /** The value of `service_tier` to write. */
  readonly tier?: string;
  /** Raise the effective timeout to what flex needs, and in Node lift the limit on response headers. */
  readonly flexTimeout?: true;
}

/** Whether the effective timeout is known to be long enough for flex already. */
export function waitsLongEnough(site: CallSite): boolean {
  const { value } = site.timeout;
  return value.state === 'literal' && value.value >= FLEX_TIMEOUT_SECONDS;
}

/** Whether the call has a timeout of its own that can't be read: it is left to the reader. */
export function hasUnreadableTimeout(site: CallSite): boolean {
  return site.timeout.from === 'call' && site.timeout.value.state === 'dynamic';
}

/** The timeout that the call's own chain sets, `client.with_options(timeout=30).responses.create(...)`: the value there is the one to raise. */
export function timeoutInChain({ timeout: { writtenAt }, method }: CallSite, file: string): Expression | undefined {
  return writtenAt && writtenAt.file === file && contains(method.span, writtenAt.expression.span) ? writtenAt.expression : undefined;
}

/** `asyncio.wait_for(create(...), 30)`, `Promise.race([create(...), timer])`: a shorter wait than flex needs may stand round the call. */
export function isCutFromOutside({ statement, call }: CallSite, { text }: SourceUnit): boolean {
  return /\b(?:wait_for|fail_after|move_on_after|Promise\.race|pTimeout)\s*\(/.test(text.slice(statement.start, call.span.start));
}
