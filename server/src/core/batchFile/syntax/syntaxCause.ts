/** Why a line is no JSON, in words of whoever wrote the program that made it. */
import { isJson, objectsIn, scanValue, endOfText, withoutTexts } from './jsonScan';
import { jsonOfPython } from './pythonLiteral';

export interface SyntaxCause {
  /** A sentence without its subject's repetition: what is wrong and what to write instead. */
  readonly why: string;
  /** Where it stands; absent: where a parser stops. */
  readonly at?: { readonly start: number; readonly end: number };
}

/** Longer lines are not looked into. */
const LONGEST = 4_000_000;

const GENERAL: SyntaxCause = { why: 'Every line must be one complete JSON object.' };

export function syntaxCause(line: string): SyntaxCause {
  if (line.length > LONGEST) return GENERAL;
  const text = line.trim();
  return (
    commas(line, text) ??
    several(line, text) ??
    python(text) ??
    number(line) ??
    cutOff(text) ??
    control(line) ??
    comment(text) ??
    looseKeys(text) ??
    GENERAL
  );
}

function commas(line: string, text: string): SyntaxCause | undefined {
  if (text.endsWith(',') && isJson(text.slice(0, -1))) {
    const start = line.lastIndexOf(',');
    return { why: 'A comma stands after the object: lines of JSONL are separated by line ends alone.', at: { start, end: start + 1 } };
  }
  const start = withoutTexts(line).search(/,[ \t]*[}\]]/);
  return start < 0 ? undefined : { why: 'A comma stands before a closing bracket, which JSON does not allow.' };
}

function several(line: string, text: string): SyntaxCause | undefined {
  const objects = text.startsWith('{') ? objectsIn(text) : undefined;
  if (!objects || objects.length < 2 || !objects.every(isJson)) return undefined;
  const second = line.indexOf(objects[0]!) + objects[0]!.length;
  return {
    why: `${objects.length} objects stand in one line: write a line end after each.`,
    at: { start: second, end: line.length },
  };
}

function python(text: string): SyntaxCause | undefined {
  if (!/^[{[(]\s*'|'\s*[:,}\]]|\b(?:None|True|False)\b/.test(text) || jsonOfPython(text) === undefined) return undefined;
  return {
    why: /^\{\s*'/.test(text)
      ? 'It has single quotes: this is what str() makes of a Python dictionary. Write lines with json.dumps(request).'
      : 'It has words of Python (None, True, False) instead of null, true, false: write lines with json.dumps(request).',
    at: { start: 0, end: text.length },
  };
}

/** `NaN` and `Infinity`, as Python's `json.dumps` writes what pandas has for a missing value; `undefined` of JavaScript. */
function number(line: string): SyntaxCause | undefined {
  const match = /(?<![\w"])-?(NaN|Infinity|undefined)(?![\w"])/.exec(withoutTexts(line));
  if (!match) return undefined;
  const [whole, name] = match;
  const why =
    name === 'undefined'
      ? 'undefined is no JSON: leave the key out.'
      : `${whole} is no JSON: json.dumps writes it for a missing value (pandas, numpy). Leave the key out; json.dumps(..., allow_nan=False) tells when one is there.`;
  return { why, at: { start: match.index, end: match.index + whole.length } };
}

function cutOff(text: string): SyntaxCause | undefined {
  if (!text.startsWith('{') && !text.startsWith('[')) return undefined;
  const { open, inString, wrong } = scanValue(text);
  if (wrong !== undefined || (open === '' && !inString)) return undefined;
  return {
    why: inString
      ? 'A text in it is not ended: it holds a line end that was not escaped, or the line was cut off. Write lines with json.dumps or JSON.stringify.'
      : 'It ends in the middle of a value: it was cut off, or the object goes on in the next line.',
  };
}

function control(line: string): SyntaxCause | undefined {
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) {
    const end = endOfText(line, at);
    if (end < 0) return undefined;
    for (let inside = at + 1; inside < end; inside++) {
      if (line.charCodeAt(inside) < 32) {
        const why =
          'A text in it holds a control character (such as a tab) that is not escaped: write lines with json.dumps or JSON.stringify.';
        return { why, at: { start: inside, end: inside + 1 } };
      }
    }
    at = end;
  }
  return undefined;
}

function comment(text: string): SyntaxCause | undefined {
  return /^(?:\/\/|\/\*|#)/.test(text) ? { why: 'It is a comment, which JSON does not have: delete it.' } : undefined;
}

function looseKeys(text: string): SyntaxCause | undefined {
  if (/^\{\s*[A-Za-z_$][\w$]*\s*:/.test(text)) return { why: 'Its keys have no quotes: write lines with JSON.stringify or json.dumps.' };
  if (/^\{\s*[\u201c\u201d\u2018\u2019]/.test(text)) return { why: 'It has typographic quotes: JSON takes only the straight ones (").' };
  if (/^\{\s*'/.test(text))
    return { why: 'It has single quotes: JSON takes only double ones. Write lines with json.dumps or JSON.stringify.' };
  return undefined;
}
