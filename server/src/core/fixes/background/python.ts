/** Background responses in Python. The SDK's types do not know `background_options` (3.22.1): it goes into `extra_body`. */
import type { CallSite } from '../../callSite/callSite';
import { BACKGROUND_HELPER } from '../../libraries/generatedHelpers';
import type { SourceUnit } from '../../link/moduleHost';
import type { TextEdit } from '../../text/textEdit';
import { isAnnotated, isBound, pythonDefinitions } from '../helperPlacement';
import { joined, pythonImports, pythonModuleImport } from '../pythonImports';
import { enclosingQuotes } from '../pythonStrings';
import { groupText, isAsyncCall, reroutedPython } from '../reroute';
import { styleOf } from '../style';

const NAMES = BACKGROUND_HELPER.python;

export function pythonBackground(site: CallSite, unit: SourceUnit, window: string): readonly TextEdit[] | undefined {
  const isAsync = isAsyncCall(site, unit);
  const group = groupText(site, unit);
  if (
    isAsync === undefined ||
    !group ||
    !/\bresponses$/.test(group) ||
    enclosingQuotes(unit.text, site.statement.start, site.call.span.start).length > 0
  )
    return undefined;
  const helper = isAsync ? NAMES.async : NAMES.sync;
  const { quote } = styleOf(unit.text, unit.text.slice(site.call.span.start, site.call.span.end));
  const call = reroutedPython(site, unit, helper, [group, `${quote}${window}${quote}`]);
  if (isBound(unit, helper)) return [call];
  const wait = isAsync ? 'asyncio' : 'time';
  if (isBound(unit, wait) && pythonModuleImport(unit, wait).length > 0) return undefined;
  const typed = isAnnotated(unit);
  const openai = unit.facts.bindings.find(
    ({ scope, kind, value }) =>
      scope === 0 && kind === 'import' && value?.kind === 'import' && value.module === 'openai' && value.imported === '*',
  );
  const error = openai && !isBound(unit, 'OpenAIError') ? `${openai.name}.OpenAIError` : 'OpenAIError';
  const imports = [
    ...pythonModuleImport(unit, wait),
    ...pythonImports(unit, [
      ...(typed ? [{ module: 'typing', names: ['Any'] }] : []),
      ...(error === 'OpenAIError' ? [{ module: 'openai', names: ['OpenAIError'] }] : []),
      ...(typed ? [{ module: 'openai.types.responses', names: ['Response'] }] : []),
    ]),
  ];
  return [...joined([...imports, pythonDefinitions(unit, [helperText(isAsync, typed, error)])]), call];
}

function helperText(isAsync: boolean, typed: boolean, error: string): string {
  const [keyword, wait, name, sleep] = isAsync
    ? ['async def', 'await ', NAMES.async, 'await asyncio.sleep']
    : ['def', '', NAMES.sync, 'time.sleep'];
  const parameters = typed
    ? 'responses: Any, completion_window: str, **request: Any) -> Response'
    : 'responses, completion_window, **request)';
  return `
${keyword} ${name}(${parameters}:
    """Create a response that may take as long as the window, wait for it, and return it as the plain call would."""
    options = {"background_options": {"completion_window": completion_window}}
    response = ${wait}responses.create(background=True, extra_body=options, **request)
    pause = 2.0
    while response.status in ("queued", "in_progress"):
        ${sleep}(pause)
        pause = min(pause * 1.5, 60.0)
        response = ${wait}responses.retrieve(response.id)
    if response.status in ("failed", "cancelled"):
        reason = response.error.message if response.error else "no reason given"
        raise ${error}(f"Response {response.id} {response.status}: {reason}")
    return response`;
}
