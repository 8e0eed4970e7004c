/** What a call says of background mode, read off its own arguments: `background`, `background_options`. */
import type { LinkedCall } from './linkedCall';
import type { SourceUnit } from './moduleHost';
import type { Expression } from '../syntax/expression';
import { contains } from '../text/span';

/** The literal completion window of a background response; undefined: none, or not told. */
export function completionWindow(site: LinkedCall): string | undefined {
  const options = parameter(site, 'background_options');
  const window = options && entry(options, 'completion_window');
  return window?.kind === 'string' ? window.value : undefined;
}

/** A parameter of the request as written in the call itself, in Python in `extra_body` too. */
export function parameter({ sdk, call, shape }: LinkedCall, name: string): Expression | undefined {
  if (sdk === 'node') return shape.body && entry(shape.body.value, name);
  const body = call.args.find((arg) => arg.name === 'extra_body')?.value;
  return call.args.find((arg) => arg.name === name)?.value ?? (body && entry(body, name));
}

/** The function of the call asks for a response again: `client.responses.retrieve(...)`. */
export function pollsBeside(site: LinkedCall, { facts }: SourceUnit): boolean {
  const around = facts.functions.filter(({ span }) => contains(span, site.call.span));
  return facts.calls.some(
    ({ call }) =>
      call.callee.kind === 'member' &&
      call.callee.property === 'retrieve' &&
      (around.length === 0 || contains(around[around.length - 1]!.span, call.span)),
  );
}

function entry(value: Expression, key: string): Expression | undefined {
  return value.kind === 'dictionary' ? value.entries.find((each) => each.key === key)?.value : undefined;
}
