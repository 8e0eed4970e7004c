/** What helpers in JavaScript and TypeScript share: the call handed on as a function, and the SDK's names for types. */
import type { CallSite } from '../callSite/callSite';
import type { SourceUnit } from '../link/moduleHost';
import type { Argument, Expression } from '../syntax/expression';
import { contains } from '../text/span';
import type { TextEdit } from '../text/textEdit';
import { isBound } from './helperPlacement';
import { styleOf } from './style';

/** How a call is handed on, besides the request. */
export interface Rerouting {
  /** Arguments before the function that sends. */
  readonly more?: readonly string[];
  /** The method to call, where it is not the one that is written. */
  readonly method?: string;
  /** The helper gives request options of its own; where a timeout is among them, the call's own goes. */
  readonly handedOptions?: { readonly timeout: boolean };
}

/**
 * `client.responses.create({ ... }, { timeout })` as `helper((params) => client.responses.create(params, { timeout }), { ... })`:
 * the body stays where it is and is evaluated once. Undefined where more than the body would be evaluated again, or
 * where the answer is used as more than a promise.
 */
export function reroutedNode(
  site: CallSite,
  unit: SourceUnit,
  helper: string,
  { more = [], method: replaced, handedOptions }: Rerouting = {},
): readonly TextEdit[] | undefined {
  const { call, shape } = site;
  const { text } = unit;
  const { body, options } = shape;
  if (!body || body.spread || options?.spread || call.args.length > (options ? 2 : 1)) return undefined;
  const method = replaced ?? text.slice(call.span.start, call.argumentsSpan.start).trimEnd();
  if (/\?\.|\bawait\b|\byield\b/.test(method) || !/\.(?:create|parse)$/.test(method)) return undefined;
  if (/^\s*\??\.\s*(?:withResponse|asResponse|_thenUnwrap)\b/.test(text.slice(call.span.end))) return undefined;
  const given = options ? text.slice(options.span.start, options.span.end) : undefined;
  if (options && !mayRunTwice(options.value, text, unit)) return undefined;
  const send = handedOptions
    ? `(params, options) => ${method}(params, ${joinedOptions(options, handedOptions, text)})`
    : `(params) => ${method}(${given === undefined ? 'params' : `params, ${given}`})`;
  const rest = text.slice(call.argumentsSpan.start + 1, body.span.start);
  const { newline } = styleOf(text, '');
  const indent = /\n([ \t]*)$/.exec(rest)?.[1];
  const items = [...more, send];
  const head =
    indent === undefined ? `${helper}(${items.join(', ')}, ` : `${helper}(${items.map((item) => `${newline}${indent}${item},`).join('')}`;
  const edits: TextEdit[] = [{ span: { start: call.span.start, end: call.argumentsSpan.start + 1 }, newText: head }];
  if (options) {
    // The comma between body and options stays where the list ends on a line of its own.
    const closing = text.slice(options.span.end, call.span.end);
    const keepsComma = /^\s*,?[ \t]*(?:\/\/[^\n]*)?\r?\n/.test(closing) && indent !== undefined;
    const tail = keepsComma ? `,${newline}${/\n([ \t]*)\)$/.exec(closing)?.[1] ?? ''}` : '';
    edits.push({ span: { start: body.span.end, end: call.span.end - 1 }, newText: tail });
  }
  return edits;
}

/** The call's own options with those of the helper, which win. */
function joinedOptions(options: Argument | undefined, handed: { readonly timeout: boolean }, text: string): string {
  if (!options) return 'options';
  const written = text.slice(options.span.start, options.span.end);
  if (options.value.kind !== 'dictionary') return `{ ...${/^[\w$.]+$/.test(written) ? written : `(${written})`}, ...options }`;
  const { entries } = options.value;
  const others = entries.filter(({ key }) => !(handed.timeout && key === 'timeout')).map(({ span }) => text.slice(span.start, span.end));
  return others.length === 0 ? 'options' : `{ ${others.join(', ')}, ...options }`;
}

/** Request options are evaluated with every attempt: fine for values, and for a timer that is meant for each. */
function mayRunTwice(value: Expression, text: string, { facts }: SourceUnit): boolean {
  const written = text.slice(value.span.start, value.span.end);
  if (/\bawait\b|\byield\b|\+\+|--|[^=!<>]=[^=>]/.test(written)) return false;
  return facts.calls.every(
    ({ call }) =>
      !contains(value.span, call.span) || /^AbortSignal\.timeout$/.test(text.slice(call.callee.span.start, call.callee.span.end)),
  );
}

/** The name under which the file has the SDK's class, whose namespace holds the types; with the import to add where it has none. */
export function openAIType(unit: SourceUnit): { readonly name: string; readonly imports: readonly string[] } | undefined {
  const { facts, text } = unit;
  const bound = facts.bindings.find(
    ({ scope, kind, value }) =>
      scope === 0 &&
      kind === 'import' &&
      value?.kind === 'import' &&
      value.module === 'openai' &&
      (value.imported === 'default' || value.imported === 'OpenAI'),
  );
  if (bound) return { name: bound.name, imports: [] };
  if (isBound(unit, 'OpenAI')) return undefined;
  const { quote, semicolons } = styleOf(text, text);
  return { name: 'OpenAI', imports: [`import type OpenAI from ${quote}openai${quote}${semicolons ? ';' : ''}`] };
}

/** The types of the requests that the file sends. */
export function requestTypes({ text }: SourceUnit, openai: string): string {
  const types = [
    ...(/\bcompletions\s*\.\s*(?:create|parse)\b/.test(text) ? [`${openai}.Chat.ChatCompletionCreateParams`] : []),
    ...(/\bresponses\s*\.\s*(?:create|parse)\b/.test(text) ? [`${openai}.Responses.ResponseCreateParams`] : []),
  ];
  return types.join(' | ');
}

/** Code written with single quotes and semicolons, with those that the file has. */
export function inQuotesOf({ text }: SourceUnit, code: string): string {
  const { quote, semicolons } = styleOf(text, '');
  const quoted = quote === "'" ? code : code.replace(/'([\w ]*)'/g, '"$1"');
  return semicolons ? quoted : quoted.replace(/;$/gm, '');
}
