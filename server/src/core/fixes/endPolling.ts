/** Ends a loop that waits for a batch when the batch has ended badly. `batch-poll` makes these fixes itself: they are about no call that costs. */
import { familyOf, type Family } from '../syntax/family';
import type { Fix } from '../findings/fix';
import type { BatchFlow } from '../polling/batchFlow';
import type { PollingLoop } from '../polling/pollingLoops';
import type { FlowAssign, FlowBlock } from '../syntax/flow/flow';
import { insertion } from '../text/textEdit';
import { fixBy, type FixProvider } from './fix';

export const endPolling: FixProvider = {
  id: 'end-polling',
  kind: 'polling',
  summary: 'Raises an error once the batch that a loop waits for is failed, expired or cancelled.',
  safety: { applicability: 'unsafe', why: 'The program ends with an error where it waited for ever.' },
  propose: () => [],
};

/** The fix, where the loop gives the batch or its status to a name; none within a `try`, which might catch the error. */
export function endingPoll({ loop, inside, missed }: PollingLoop, file: BatchFlow): readonly Fix[] {
  const asked = askedIn(loop.body, file);
  const status = asked && statusOf(asked, file, inside);
  if (!status) return [];
  const { text } = file.unit;
  const line = text.lastIndexOf('\n', asked.span.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line))![0];
  // Something else stands on the line.
  if (line + indent.length !== asked.span.start) return [];
  const end = lineEndAfter(text, asked.whole?.end ?? asked.span.end);
  if (end === undefined) return [];
  const outer = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', loop.span.start - 1) + 1))![0];
  const step = indent.startsWith(outer) && indent.length > outer.length ? indent.slice(outer.length) : '    ';
  const lines = WRITERS[familyOf(file.unit.facts.language)]({ status, missed, step, loop: file.text(loop.span) });
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const newText = lines.map((each) => `${lineEnd}${indent}${each}`).join('');
  const title = `End the loop when the batch is ${missed.join(', ')}`;
  return [fixBy(endPolling, { title, applicability: 'unsafe', changes: [{ file: file.unit.path, edits: [insertion(end, newText)] }] })];
}

/** The statement that asks, directly in the loop. */
function askedIn({ statements }: FlowBlock, file: BatchFlow): FlowAssign | undefined {
  return statements.find(
    (each): each is FlowAssign =>
      each.kind === 'assign' && each.value !== undefined && each.value.calls.some((call) => !call.deferred && file.asks(call)),
  );
}

/** How the status is spelled after the statement. */
function statusOf({ targets, value }: FlowAssign, file: BatchFlow, inside: PollingLoop['inside']): string | undefined {
  const [target] = targets;
  if (!target || targets.length > 1 || !value) return undefined;
  const name = file.text(target.span);
  const meaning = file.meaning(inside);
  if (target.form === 'pattern') return target.names.includes('status') ? 'status' : undefined;
  const what = meaning.what(name);
  return what === 'status' ? name : what === 'batch' ? `${name}.status` : undefined;
}

/** Where the line ends, if nothing but a semicolon and a comment stands after the statement. */
function lineEndAfter(text: string, from: number): number | undefined {
  const rest = /^[ \t]*;?[ \t]*(?:(?:#|\/\/)[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(from));
  return rest ? from + rest[0].length : undefined;
}

interface Ending {
  /** How the status is spelled after the statement that asks. */
  readonly status: string;
  readonly missed: readonly string[];
  /** One level of indentation. */
  readonly step: string;
  /** The loop as written. */
  readonly loop: string;
}

/** Lines that end the loop where the batch has ended otherwise. */
const WRITERS: Readonly<Record<Family, (ending: Ending) => readonly string[]>> = {
  python({ status, missed, step }) {
    const test = missed.length === 1 ? `== "${missed[0]}"` : `in (${missed.map((each) => `"${each}"`).join(', ')})`;
    return [`if ${status} ${test}:`, `${step}raise RuntimeError(f"The batch has ended: {${status}}")`];
  },
  ecmascript({ status, missed, loop }) {
    const quote = loop.includes("'completed'") ? "'" : '"';
    const texts = missed.map((each) => `${quote}${each}${quote}`);
    const test = texts.length === 1 ? `${status} === ${texts[0]}` : `[${texts.join(', ')}].includes(${status})`;
    return [`if (${test}) throw new Error(\`The batch has ended: \${${status}}\`);`];
  },
};
