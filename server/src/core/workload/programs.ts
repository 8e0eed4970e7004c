/** Whether a file is a program of its own, as against a module that can also be started. */
import type { FileFacts } from '../syntax/facts';

const PARSES =
  /\bargparse\b|\bsys\.argv\b|\bHfArgumentParser\b|\bfire\.Fire\b|\btyper\b|\bclick\b|\babsl\b|\bhydra\b|\bprocess\.argv\b|\btyro\b|\bjsonargparse\b|\bdocopt\b/;

/** It reads a command line. */
export function parsesArguments(text: string): boolean {
  return PARSES.test(text);
}

/** It does something when it is started, beyond defining what others use: a main program, or a call that is no definition's. */
export function runsWhenStarted(facts: FileFacts): boolean {
  if (facts.mainGuards.length > 0) return true;
  return facts.calls.some(
    ({ scope, statement, call }) =>
      facts.scopes[scope]!.kind !== 'class' && isTopLevel(facts, scope) && statement.start === call.span.start,
  );
}

function isTopLevel({ scopes }: FileFacts, scope: number): boolean {
  for (let at = scope; at >= 0; at = scopes[at]!.parent) if (scopes[at]!.kind === 'function' || scopes[at]!.kind === 'class') return false;
  return true;
}
