/** Whether anybody reads a stream as it comes: people also stream to outlast timeouts, and only join the pieces. */
import { familyOf, type Family } from '../syntax/family';
import type { LinkedCall } from '../link/linkedCall';
import type { Span } from '../text/span';
import { contains } from '../text/span';
import type { CodeFile } from './place';

/** What may be done with a piece when nobody is shown it. */
const KEEPS =
  /^(?:append|extend|push|join|get|getattr|hasattr|len|str|strip|trim|isinstance|add|concat|loads|dumps|parse|stringify|model_dump|to_dict|isArray|includes|startswith|startsWith|endswith|lower|replace|items|keys|values|list|write_text|writelines|log|debug|info|count|update|perf_counter|time|now)$/;

/** The pieces go into a string or a list in the same function, and nowhere else. */
export function isOnlyCollected({ call, statement }: LinkedCall, file: CodeFile): boolean {
  const { index, unit } = file;
  const fn = index.functionOf(index.scopeAt(call.span.start));
  const home = fn === undefined ? undefined : index.facts.functions[fn]!.span;
  const name = nameOf(unit.text, statement, call.span);
  const end = home?.end ?? unit.text.length;
  const rest = unit.text.slice(call.span.start, end);
  const body = BODY_OF_READER[familyOf(index.facts.language)]({ text: unit.text, name, call: call.span, statement, end });
  if (!body) return name !== undefined && isJoined(rest, name);
  const code = unit.text.slice(body.start, body.end);
  if (/\byield\b|\bawait\s+\w+\(|\bprint\(/.test(code)) return false;
  const done = index.facts.calls.filter((item) => contains(body, item.call.span));
  return done.every(({ call: { callee } }) => {
    const last = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : '';
    return KEEPS.test(last);
  });
}

/** `stream = create(...)`, `with create(...) as stream`. */
function nameOf(text: string, statement: Span, call: Span): string | undefined {
  const before = text.slice(statement.start, call.start);
  const assigned = /(?:const|let|var)?\s*([A-Za-z_$][\w$]*)\s*(?::[^=]+)?=\s*(?:await\s+)?$/.exec(before)?.[1];
  return assigned ?? /^\s*as\s+([A-Za-z_]\w*)/.exec(text.slice(call.end, call.end + 60))?.[1];
}

/** `"".join(chunk... for chunk in stream)`. */
function isJoined(rest: string, name: string): boolean {
  return new RegExp(`\\bjoin\\([^\\n]*\\bfor\\b[^\\n]*\\bin\\s+${name}\\b`).test(rest);
}

interface Reader {
  readonly text: string;
  /** What the stream is bound to. */
  readonly name: string | undefined;
  readonly call: Span;
  readonly statement: Span;
  /** End of the function. */
  readonly end: number;
}

/** The body of the loop over the stream. */
const BODY_OF_READER: Readonly<Record<Family, (reader: Reader) => Span | undefined>> = {
  python({ text, name, call, statement, end }) {
    const own = /^(?:async\s+)?for\b/.test(text.slice(statement.start, call.start)) ? statement.start : undefined;
    const start = own ?? findFrom(text, call.end, end, name && new RegExp(`\\bfor\\s+[\\w, ()]+\\s+in\\s+(?:enumerate\\()?${name}\\b`));
    return start === undefined ? undefined : indented(text, start, end);
  },
  ecmascript({ text, name, call, end }) {
    const own = /\bfor\s+await\b/.test(text.slice(Math.max(0, call.start - 60), call.start)) ? call.end : undefined;
    const at = own ?? findFrom(text, call.end, end, name && new RegExp(`\\bfor\\s+(?:await\\s*)?\\([^)]*\\bof\\s+${name}\\b[^)]*\\)`));
    if (at === undefined) return undefined;
    const open = text.indexOf('{', own === undefined ? text.indexOf(')', at) : at);
    let depth = 0;
    for (let each = open; open >= 0 && each < end; each++) {
      if (text[each] === '{') depth++;
      else if (text[each] === '}' && --depth === 0) return { start: open, end: each };
    }
    return undefined;
  },
};

function findFrom(text: string, from: number, end: number, pattern: RegExp | undefined | ''): number | undefined {
  const found = pattern ? pattern.exec(text.slice(from, end)) : null;
  return found ? from + found.index : undefined;
}

/** From the head's line to the last line that is indented more. */
function indented(text: string, head: number, end: number): Span {
  const lineStart = text.lastIndexOf('\n', head) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, head))![0].length;
  let at = text.indexOf('\n', head);
  const start = at < 0 ? head : at;
  while (at >= 0 && at < end) {
    const next = text.indexOf('\n', at + 1);
    const line = text.slice(at + 1, next < 0 ? text.length : next);
    if (line.trim() !== '' && /^[ \t]*/.exec(line)![0].length <= indent) break;
    at = next;
  }
  return { start, end: at < 0 ? end : Math.min(at, end) };
}
