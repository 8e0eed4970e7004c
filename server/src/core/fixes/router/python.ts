/** The router in Python: `route(client.responses.create, urgency="soon", model=...)`. */
import type { CallSite } from '../../callSite/callSite';
import { FLEX_JUDGE, ROUTER_FUNCTION, ROUTER_MODULE } from '../../libraries/generatedHelpers';
import { pythonJudge } from '../fallback/python';
import type { FileEdits } from '../../findings/fix';
import type { FixContext } from '../fix';
import { inStyleOf } from '../helperPlacement';
import { moduleFolder } from '../moduleFolder';
import { joined, pythonImports } from '../pythonImports';
import { isAsyncCall, methodText, reroutedPython } from '../reroute';
import { enclosingQuotes } from '../pythonStrings';
import { styleOf } from '../style';
import { creation, placeOf } from './place';
import { pythonModuleName } from './pythonModuleName';
import { withoutParameters } from '../places/requestWriter';
import { WORDS, type Urgency } from './urgency';

const MODULE = ROUTER_MODULE.python;

export function pythonRouter(site: CallSite, context: FixContext, urgency: Urgency): readonly FileEdits[] | undefined {
  const { unit } = context;
  const { call } = site;
  const isAsync = isAsyncCall(site, unit);
  // A tier in `extra_body` would win over the router's; a positional argument has no place behind a named one.
  if (
    isAsync === undefined ||
    call.args.some(
      ({ name, spread }) =>
        name === 'extra_body' || name === 'urgency' || name === 'send' || (name === undefined && spread !== 'dictionary'),
    )
  )
    return undefined;
  const name = ROUTER_FUNCTION.python[isAsync ? 'async' : 'sync'];
  const folder = moduleFolder(unit, context.host.shown(unit.path));
  if (folder === undefined) return undefined;
  const path = `${folder}/${MODULE}.py`;
  const place = placeOf(context, path, `.${MODULE}`, name);
  const module = place && !place.isImported ? pythonModuleName(context, MODULE) : MODULE;
  if (!place || module === undefined) return undefined;
  const { quote } = styleOf(unit.text, unit.text.slice(call.span.start, call.span.end));
  if (enclosingQuotes(unit.text, site.statement.start, call.span.start).includes(quote)) return undefined;
  const edits = [
    ...(place.isImported ? [] : joined(pythonImports(unit, [{ module, names: [name] }]))),
    reroutedPython(site, unit, name, [methodText(site, unit), `urgency=${quote}${urgency}${quote}`]),
    ...withoutParameters(site, unit, ['service_tier', ...(urgency === 'now' ? [] : ['timeout'])]),
  ];
  return [{ file: unit.path, edits }, ...(place.creates === undefined ? [] : [creation(place.creates, moduleText(context))])];
}

function moduleText({ unit }: FixContext): string {
  const { quote } = styleOf(unit.text, '');
  const text = inStyleOf(unit, CODE, '    ');
  return quote === '"' ? text : text.replace(/(?<!")"([^"\n']*)"(?!")/g, "'$1'");
}

const CODE = `"""${WORDS.module}"""

from typing import Any, Awaitable, Callable, Dict, Literal, NamedTuple, Optional, Set, TypeVar

from openai import APIStatusError

Urgency = Literal["now", "soon", "whenever"]


class Way(NamedTuple):
    tier: str
    timeout: Optional[float] = None
    fallback: Optional[str] = None


# ${WORDS.table}
WAYS: Dict[Urgency, Way] = {
    "now": Way("default"),
    "soon": Way("flex", timeout=900.0, fallback="default"),
    # ${WORDS.whenever}
    "whenever": Way("flex", timeout=900.0, fallback="default"),
}

# ${WORDS.refused}
_without_flex: Set[str] = set()

_Result = TypeVar("_Result")


${helperText(false)}


${helperText(true)}


def _options(way: Way) -> Dict[str, Any]:
    options: Dict[str, Any] = {"service_tier": way.tier}
    return options if way.timeout is None else {**options, "timeout": way.timeout}


def _way(urgency: Urgency, model: object) -> Way:
    way = WAYS[urgency]
    return Way(way.fallback) if way.fallback is not None and str(model) in _without_flex else way


def _fallback(way: Way, error: APIStatusError, model: object) -> Optional[str]:
    if way.fallback is None or not ${FLEX_JUDGE.python}(error):
        return None
    if error.status_code == 400:
        _without_flex.add(str(model))
    return way.fallback

${pythonJudge(true, 'APIStatusError')}
`;

function helperText(isAsync: boolean): string {
  const [keyword, wait, name] = isAsync ? ['async def', 'await ', ROUTER_FUNCTION.python.async] : ['def', '', ROUTER_FUNCTION.python.sync];
  const send = isAsync ? 'Callable[..., Awaitable[_Result]]' : 'Callable[..., _Result]';
  return `${keyword} ${name}(send: ${send}, *, urgency: Urgency, **request: Any) -> _Result:
    """${WORDS.route.replace('Sends', 'Send')}"""
    way = _way(urgency, request.get("model"))
    try:
        return ${wait}send(**{**request, **_options(way)})
    except APIStatusError as error:
        tier = _fallback(way, error, request.get("model"))
        if tier is None:
            raise
    return ${wait}send(**{**request, **_options(way._replace(tier=tier))})`;
}
