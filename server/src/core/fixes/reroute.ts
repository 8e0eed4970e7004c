/** Sends a call through a helper: `client.responses.create(model=...)` becomes `helper(client.responses.create, model=...)`. */
import { isReference } from '../link/linkedCall';
import type { CallSite } from '../callSite/callSite';
import type { SourceUnit } from '../link/moduleHost';
import { contains } from '../text/span';
import type { TextEdit } from '../text/textEdit';

/** The arguments stay where they are, evaluated once, as they were; `first` goes before them. */
export function reroutedPython({ call }: CallSite, { text }: SourceUnit, helper: string, first: readonly string[]): TextEdit {
  const open = call.argumentsSpan.start;
  const rest = text.slice(open + 1, call.span.end);
  const span = { start: call.span.start, end: open + 1 };
  if (call.args.length === 0) return { span, newText: `${helper}(${first.join(', ')}` };
  const broken = /^[ \t]*(?:#[^\n]*)?\r?\n([ \t]*)(?=[^\s#])/.exec(rest);
  if (!broken) return { span, newText: `${helper}(${first.join(', ')}, ` };
  const newline = rest.includes('\r\n') ? '\r\n' : '\n';
  return { span, newText: `${helper}(${first.map((item) => `${newline}${broken[1]}${item},`).join('')}` };
}

/** The method as written: `client.responses.create`. */
export function methodText({ call }: CallSite, { text }: SourceUnit): string {
  return text.slice(call.span.start, call.argumentsSpan.start).trimEnd();
}

/** The object the method's group is taken from, `client.responses` of `client.responses.create`; undefined where it is not written so. */
export function groupText({ method }: CallSite, { text }: SourceUnit): string | undefined {
  return method.kind === 'member' ? text.slice(method.span.start, method.object.span.end) : undefined;
}

/** Whether a Python call gives a coroutine; undefined where nothing tells. */
export function isAsyncCall({ call, client }: CallSite, { text, facts }: SourceUnit): boolean | undefined {
  const item = facts.calls.find((each) => each.call.span.start === call.span.start && each.call.span.end === call.span.end);
  if (item?.awaited) return true;
  const construction = client.construction;
  if (construction && construction.call.callee.kind !== 'opaque') {
    const { callee } = construction.call;
    const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
    if (name !== undefined && /OpenAI|Client/i.test(name)) return /Async/i.test(name);
  }
  const around = facts.functions.filter(({ span }) => contains(span, call.span));
  if (around.some((fn) => fn.isAsync) || text.includes('AsyncOpenAI')) return undefined;
  return false;
}

/** The call is the context of a `with`, or is streamed: its answer is no plain object. */
export function isPlainCall(site: CallSite, { text, facts }: SourceUnit): boolean {
  const { call, stream, endpoint, isLegacy, method } = site;
  if (isLegacy || isReference(site) || endpoint.streams) return false;
  if (stream.state === 'dynamic' || (stream.state === 'literal' && stream.value)) return false;
  if (/with_streaming_response|withStreamingResponse/.test(text.slice(method.span.start, method.span.end))) return false;
  return !facts.calls.some((item) => item.inWith && item.call.span.start === call.span.start && item.call.span.end === call.span.end);
}
