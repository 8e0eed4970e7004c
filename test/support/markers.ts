/**
 * Markers are trailing comments of fixtures, on the line where a call starts:
 *
 *     # expect: missing-service-tier                a finding of that rule, whatever its message
 *     # expect: flex-timeout(tooShort), other-rule  with the id of its message; several with commas
 *     # expect: none                                no finding: said for the reader, true of every unmarked line
 *     # call: openai gpt-5.1 flex timeout=900       a call: provider, model, tier, then details worth telling
 *     # call: none                                  no call here; makes the file one in which every call is marked
 *     # project: uses-openai has-undici sdk=4       what the manifests of the project would say
 *
 * In a call, `-` is an argument that is not given and `?` one that can't be known.
 */
export interface LineMarker {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

export interface Markers {
  readonly expects: readonly ExpectMarker[];
  readonly calls: readonly CallMarker[];
  /** The file holds `call:` markers, so that all its calls are compared. */
  readonly marksCalls: boolean;
  readonly project: readonly string[];
}

export interface ExpectMarker extends LineMarker {
  readonly rule: string;
  readonly messageId?: string;
}

export interface CallMarker extends LineMarker {
  readonly details: readonly string[];
}

const MARKER = /(?:#|\/\/|\/\*) (expect|call|project): (.*?)(?=\s*(?:#|\/\/|\*\/|$))/g;
const EXPECTED = /^([a-z][a-z-]*)(?:\((\w+)\))?$/;

export function readMarkers(text: string): Markers {
  const expects: ExpectMarker[] = [];
  const calls: CallMarker[] = [];
  const project: string[] = [];
  let marksCalls = false;
  text.split('\n').forEach((lineText, index) => {
    const line = index + 1;
    for (const [, kind, value] of lineText.trimEnd().matchAll(MARKER)) {
      if (kind === 'project') project.push(...value!.split(/\s+/));
      else if (kind === 'expect') expects.push(...readExpected(value!, line));
      else {
        marksCalls = true;
        const [provider, model, tier, ...details] = value!.split(/\s+/);
        if (provider !== 'none')
          calls.push({
            line,
            text: [provider, model, tier, ...details].join(' '),
            details: details.map((detail) => detail.split('=')[0]!),
          });
      }
    }
  });
  return { expects, calls, marksCalls, project };
}

function readExpected(value: string, line: number): ExpectMarker[] {
  if (value === 'none') return [];
  return value.split(',').map((item) => {
    const match = EXPECTED.exec(item.trim());
    if (!match) throw new Error(`line ${line}: "${item.trim()}" is no marker`);
    return { line, text: item.trim(), rule: match[1]!, ...(match[2] !== undefined && { messageId: match[2] }) };
  });
}
