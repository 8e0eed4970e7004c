/** Parameters as they are written in the call itself, without following names: what a fix can change or has to respect. */
import { entryOf } from './argumentReader';
import type { LinkedCall } from './linkedCall';
import type { SourceUnit } from './moduleHost';
import { placesOf } from '../libraries/library';
import type { Place } from '../libraries/place';
import type { Argument, Expression } from '../syntax/expression';
import { contains } from '../text/span';

/** The literal completion window of a background response; undefined: none, or not told. */
export function completionWindow(site: LinkedCall): string | undefined {
  const options = parameter(site, 'background_options');
  const window = options && entryOf(options, 'completion_window');
  return window?.kind === 'string' ? window.value : undefined;
}

/** A parameter of the request, from the strongest place that has it. */
export function parameter(site: LinkedCall, name: string): Expression | undefined {
  for (const place of placesOf(site.library, name)) {
    const found = expressionAt(site, place);
    if (found) return found;
  }
  return undefined;
}

/** What is written at a place of the call. */
export function expressionAt(site: LinkedCall, place: Place): Expression | undefined {
  return place.path.reduce<Expression | undefined>((value, key) => value && entryOf(value, key), argumentAt(site, place)?.value);
}

/** The argument of the call that a place lies in. */
export function argumentAt({ call, shape }: LinkedCall, { argument }: Place): Argument | undefined {
  if ('keyword' in argument) return call.args.find((arg) => arg.name === argument.keyword);
  return shape.form === 'keywords' ? call.args[argument.position] : [shape.body, shape.options][argument.position];
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
