/**
 * Where a library takes a value: an argument of a call, or a key somewhere below it. A place says where to look and in
 * which unit; `link/requestArguments` reads it, `fixes/places` writes it, takes it out or says why not.
 */

/** `call`: the call that sends the request. `client`: the construction of the client it goes through, or `with_options`. */
type Holder = 'call' | 'client';

/** Which argument of it: a keyword, or the n-th from 0. */
type ArgumentKey = { readonly keyword: string } | { readonly position: number };

export interface Place {
  readonly holder: Holder;
  readonly argument: ArgumentKey;
  /** Keys below the argument, from the outside in: `providerOptions`, `openai`, `serviceTier`. */
  readonly path: readonly string[];
  /** What makes the argument, where it is no dictionary: `ModelSettings(...)`, whose keywords the first key names. */
  readonly madeBy?: { readonly module: string; readonly name: string };
  /** For durations. */
  readonly unit?: 'seconds' | 'milliseconds';
}

interface Below {
  readonly path?: readonly string[];
  readonly unit?: Place['unit'];
  readonly madeBy?: Place['madeBy'];
}

/** `call(name=value)`, or with a path `call(name={"key": value})`. */
export function keyword(name: string, { path = [], unit, madeBy }: Below = {}): Place {
  return { holder: 'call', argument: { keyword: name }, path, ...(unit && { unit }), ...(madeBy && { madeBy }) };
}

/** `call({ key: value })`: a key of the n-th argument, counted from 0. */
export function keyOf(position: number, path: readonly string[], unit?: Place['unit']): Place {
  return { holder: 'call', argument: { position }, path, ...(unit && { unit }) };
}

/** The same place in the construction of the client. */
export function ofClient(place: Place): Place {
  return { ...place, holder: 'client' };
}

/** A place as code: `additional_kwargs={"service_tier": ...}`, `{ providerOptions: { openai: { serviceTier } } }`. */
export function placeInWords({ argument, path, madeBy }: Place): string {
  if (!('keyword' in argument)) return `\`{ ${path.join(': { ')}${' }'.repeat(path.length)}\``;
  const [first, ...rest] = path;
  if (first === undefined) return `\`${argument.keyword}\``;
  if (madeBy) return `\`${argument.keyword}=${madeBy.name}(${first}=${below(rest)})\``;
  return `\`${argument.keyword}=${below(path)}\``;
}

function below([key, ...rest]: readonly string[]): string {
  return key === undefined ? '...' : `{"${key}": ${below(rest)}}`;
}

/** The innermost name of a place, as messages speak of it: `service_tier`, `serviceTier`. */
export function nameOf({ argument, path }: Place): string {
  return path.at(-1) ?? ('keyword' in argument ? argument.keyword : `argument ${argument.position + 1}`);
}
