/** The fallback in Python: a helper that is handed the method and the request, so that arguments are evaluated once. */
import type { CallSite } from '../../callSite/callSite';
import { FLEX_FALLBACK, FLEX_JUDGE } from '../../libraries/generatedHelpers';
import type { SourceUnit } from '../../link/moduleHost';
import type { TextEdit } from '../../text/textEdit';
import { isAnnotated, isBound, pythonDefinitions } from '../helperPlacement';
import { joined, pythonImports } from '../pythonImports';
import { isAsyncCall, methodText, reroutedPython } from '../reroute';

const NAMES = FLEX_FALLBACK.python;
const JUDGE = FLEX_JUDGE.python;
const RESULT = '_Result';

export function pythonFallback(site: CallSite, unit: SourceUnit): readonly TextEdit[] | undefined {
  const isAsync = isAsyncCall(site, unit);
  const extraBody = site.call.args.find((arg) => arg.name === 'extra_body');
  // The tier in `extra_body` would win over the parameter that the helper sets.
  if (
    isAsync === undefined ||
    (extraBody &&
      site.written.tier !== undefined &&
      site.written.tier !== 'elsewhere' &&
      extraBody.span.start <= site.written.tier.span.start &&
      site.written.tier.span.end <= extraBody.span.end)
  )
    return undefined;
  const helper = isAsync ? NAMES.async : NAMES.sync;
  const call = reroutedPython(site, unit, helper, [methodText(site, unit)]);
  return isBound(unit, helper) ? [call] : [...declaration(unit, isAsync), call];
}

function declaration(unit: SourceUnit, isAsync: boolean): readonly TextEdit[] {
  const typed = isAnnotated(unit);
  const openai = unit.facts.bindings.find(
    ({ scope, kind, value }) =>
      scope === 0 && kind === 'import' && value?.kind === 'import' && value.module === 'openai' && value.imported === '*',
  );
  const hasError = isBound(unit, 'APIStatusError');
  const error = openai && !hasError ? `${openai.name}.APIStatusError` : 'APIStatusError';
  const definitions = [helperText(isAsync, typed, error), ...(isBound(unit, JUDGE) ? [] : [pythonJudge(typed, error)])];
  const imports = pythonImports(unit, [
    ...(typed
      ? [{ module: 'typing', names: ['Any', ...(isAsync ? ['Awaitable'] : []), 'Callable', ...(isBound(unit, RESULT) ? [] : ['TypeVar'])] }]
      : []),
    ...(error === 'APIStatusError' ? [{ module: 'openai', names: ['APIStatusError'] }] : []),
  ]);
  const typeVariable = typed && !isBound(unit, RESULT) ? [`${RESULT} = TypeVar("${RESULT}")`] : [];
  return joined([...imports, pythonDefinitions(unit, [...typeVariable, ...definitions])]);
}

function helperText(isAsync: boolean, typed: boolean, error: string): string {
  const [keyword, wait, name] = isAsync ? ['async def', 'await ', NAMES.async] : ['def', '', NAMES.sync];
  const send = isAsync ? `Callable[..., Awaitable[${RESULT}]]` : `Callable[..., ${RESULT}]`;
  const parameters = typed ? `send: ${send}, *args: Any, **request: Any) -> ${RESULT}` : 'send, *args, **request)';
  return `
${keyword} ${name}(${parameters}:
    """Send a request on flex; where flex refuses it, send it once more on standard."""
    try:
        return ${wait}send(*args, **request)
    except ${error} as error:
        if not ${JUDGE}(error):
            raise
    return ${wait}send(*args, **{**request, "service_tier": "default"})`;
}

/** The function that tells a refusal of flex from every other error. */
export function pythonJudge(typed: boolean, error: string): string {
  return `
def ${JUDGE}(${typed ? `error: ${error}) -> bool` : 'error)'}:
    """Flex has no capacity (429) or is not allowed here (400); neither is charged. Other limits are not meant."""
    told = f"{error.code} {error.type} {error.message}".lower().replace("_", " ")
    if error.status_code == 400:
        return error.param == "service_tier" or "service tier" in told
    if error.status_code != 429 or any(word in str(error.code) for word in ("rate_limit", "quota", "credit", "spend")):
        return False
    return "resource unavailable" in told`;
}
