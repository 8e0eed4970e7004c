/** Objects that several requests hold: changed from one to the next, all would show the last state. */
import type { FlowAccess } from '../../../syntax/flow/flow';
import type { Slice } from '../shared/slice';
import type { LoopJob } from './ask';
import { valueOf } from './effects';
import { decline, lineOf } from './text';

/** @throws Declined where a request, or what is used later, holds a value that changes while requests are made */
export function checkShared({ ask, text }: Pick<LoopJob, 'ask' | 'text'>, { carried, effects }: Slice, later: ReadonlySet<string>): void {
  const changes = carried.filter((access) => effects.isChange(access));
  for (const change of changes) {
    const name = valueOf(change);
    if (later.has(name)) decline(`\`${name}\` changes from one request to the next and is used after it`);
    const held = ask.accesses.find(
      (access) => valueOf(access) === name && isHeld(access, text) && !(isSpread(access, text) && isTopLevel(change, text)),
    );
    if (held)
      decline(
        `\`${name}\` is one object that all requests share, and changes from one to the next (line ${lineOf(text, change.span.start)})`,
      );
  }
}

/** `**params`: a copy of its top level. */
function isSpread({ name, span }: FlowAccess, text: string): boolean {
  return new RegExp(`\\*\\*\\s*${name}\\b`).test(text.slice(span.start - 3, span.end));
}

/** `params["input"] = ...`, `params.update(...)`: nothing that lies deeper. */
function isTopLevel({ name, span, method }: FlowAccess, text: string): boolean {
  const code = text.slice(span.start, span.end);
  return new RegExp(`^${name}\\s*\\[[^\\[\\]]*\\]$`).test(code) || (method === 'update' && code.startsWith(name));
}

/** The request holds the value itself: not a text made of it, nor what one of its methods gave. */
function isHeld({ method, span }: FlowAccess, text: string): boolean {
  return method === undefined && !isWithinText(text, span.start);
}

/** Whether the offset lies in a string: between the braces of an f-string the value becomes text at once. */
function isWithinText(text: string, offset: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  let quote: string | undefined;
  for (let at = 0; at < before.length; at++) {
    if (before[at] === '\\') at++;
    else if (quote === undefined && (before[at] === '"' || before[at] === "'")) quote = before[at];
    else if (before[at] === quote) quote = undefined;
  }
  return quote !== undefined;
}
