/** How long a loop that asks for a batch waits between two looks. */
import { familyOf, type Family } from '../syntax/family';
import type { Span } from '../text/span';
import type { FlowCall, FlowExpression, FlowLoop } from '../syntax/flow/flow';
import { callsIn, loopHead } from '../syntax/flow/walk';
import { isRetrieve, type BatchFlow } from './batchFlow';

export interface Pause {
  /** Seconds; 0 where there is none at all. */
  readonly seconds: number;
  /** The number that says so. */
  readonly number?: Span;
  /** The number is one of milliseconds. */
  readonly isMilliseconds?: true;
}

const PYTHON_SLEEP = /^(?:time\.sleep|asyncio\.sleep|anyio\.sleep|trio\.sleep|sleep)$/;
/** Calls that take no time to speak of; a loop that makes others may wait in them. */
const QUICK =
  /^(?:print|len|str|repr|(?:\w+\.)*(?:log|logger|logging|console)\.\w+|(?:\w+\.)*(?:append|push|format|join|get|write|info|debug|warning|error|flush))$/;

/** The shortest pause that a loop certainly makes in each round; undefined where it can't be told. */
export function pauseOf(loop: FlowLoop, file: BatchFlow): Pause | undefined {
  const calls = [...loopHead(loop).flatMap((each) => each.calls), ...callsIn(loop.body)];
  const pauses = calls.flatMap((call) => pauseIn(call, file) ?? []);
  if (pauses.some(({ seconds }) => Number.isNaN(seconds))) return undefined;
  if (pauses.length > 0) return pauses.length === 1 ? pauses[0] : undefined;
  return calls.every((call) => isRetrieve(call) || QUICK.test(call.callee ?? '')) ? { seconds: 0 } : undefined;
}

/** What a call waits, NaN seconds where that is no number; undefined for calls that are no wait. */
function pauseIn(call: FlowCall, file: BatchFlow): Pause | undefined {
  return PAUSES[familyOf(file.unit.facts.language)](call, file);
}

const PAUSES: Readonly<Record<Family, (call: FlowCall, file: BatchFlow) => Pause | undefined>> = {
  python: ({ callee = '', args }, file) => (PYTHON_SLEEP.test(callee) ? pause(args[0]?.value, file, false) : undefined),
  ecmascript(call, file) {
    const { callee = '' } = call;
    // Within `new Promise(...)`, or as setTimeout of timers/promises.
    if (/^(?:\w+\.)*setTimeout$/.test(callee))
      return pause(
        call.args[/^[\d(\s_.*]/.test(textOf(call, 0, file)) && call.args.length < 2 ? 0 : 1]?.value ?? call.args[0]?.value,
        file,
        true,
      );
    const called = file.called(call);
    const body = called ? file.text(called.span) : '';
    if (called && /\bsetTimeout\b/.test(body))
      return /1000|1e3/.test(body) ? pause(call.args[0]?.value, file, false) : pause(call.args[0]?.value, file, true);
    return /sleep|delay|wait|pause|timeout/i.test(callee) ? { seconds: NaN } : undefined;
  },
};

function textOf(call: FlowCall, index: number, file: BatchFlow): string {
  const value = call.args[index]?.value;
  return value ? file.text(value.span) : '';
}

function pause(value: FlowExpression | undefined, file: BatchFlow, isMilliseconds: boolean): Pause {
  const number = value && numberOf(value, file);
  if (!number) return { seconds: NaN };
  return {
    seconds: isMilliseconds ? number.value / 1000 : number.value,
    number: number.span,
    ...(isMilliseconds && { isMilliseconds: true }),
  };
}

/** A number as written, or a constant of the file that is one. */
function numberOf({ span }: FlowExpression, file: BatchFlow): { readonly value: number; readonly span: Span } | undefined {
  const text = file.text(span);
  const literal = numberIn(text);
  if (literal !== undefined) return { value: literal, span };
  const bindings = file.unit.facts.bindings.filter(({ name }) => name === text);
  const [only] = bindings;
  if (bindings.length !== 1 || only?.kind !== 'variable' || only.augmented || only.value?.kind !== 'number') return undefined;
  return { value: only.value.value, span: only.value.span };
}

function numberIn(text: string): number | undefined {
  const plain = text.replaceAll('_', '');
  return /^\d+(?:\.\d*)?$|^\.\d+$/.test(plain) ? Number(plain) : undefined;
}
