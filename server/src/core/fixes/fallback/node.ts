/** The fallback in JavaScript and TypeScript: a helper that is handed the request and what sends it. */
import type { CallSite } from '../../callSite/callSite';
import { FLEX_FALLBACK, FLEX_JUDGE } from '../../libraries/generatedHelpers';
import type { SourceUnit } from '../../link/moduleHost';
import type { TextEdit } from '../../text/textEdit';
import { isBound, nodeDeclarations } from '../helperPlacement';
import { inQuotesOf, openAIType, requestTypes, reroutedNode } from '../nodeHelpers';

const NAME = FLEX_FALLBACK.ecmascript;
const JUDGE = FLEX_JUDGE.ecmascript;

export function nodeFallback(site: CallSite, unit: SourceUnit): readonly TextEdit[] | undefined {
  const call = reroutedNode(site, unit, NAME);
  if (!call) return undefined;
  if (isBound(unit, NAME)) return call;
  if (isBound(unit, JUDGE)) return undefined;
  const typed = unit.facts.language === 'typescript';
  const openai = typed ? openAIType(unit) : undefined;
  if (typed && !openai) return undefined;
  const declarations = [...(openai ? [`type FlexRequest = ${requestTypes(unit, openai.name)};`] : []), helperText(typed), nodeJudge(typed)];
  return [
    nodeDeclarations(
      unit,
      openai?.imports ?? [],
      declarations.map((code) => inQuotesOf(unit, code)),
    ),
    ...call,
  ];
}

function helperText(typed: boolean): string {
  const signature = typed
    ? `async function ${NAME}<Params extends FlexRequest, Result>(
    send: (params: Params) => PromiseLike<Result>,
    params: Params,
): Promise<Result> {`
    : `async function ${NAME}(send, params) {`;
  return `/** Sends a request on flex; where flex refuses it, sends it once more on standard. */
${signature}
    try {
        return await send(params);
    } catch (error) {
        if (!${JUDGE}(error)) throw error;
    }
    return send({ ...params, service_tier: 'default' });
}`;
}

/** The function that tells a refusal of flex from every other error. */
export function nodeJudge(typed: boolean): string {
  const parts = typed ? '(error ?? {}) as Record<string, unknown>' : 'error ?? {}';
  return `/** Flex has no capacity (429) or is not allowed here (400); neither is charged. Other limits are not meant. */
function ${JUDGE}(${typed ? 'error: unknown): boolean' : 'error)'} {
    const { status, code, type, param, message } = ${parts};
    const told = \`\${code} \${type} \${message}\`;
    if (status === 400) return param === 'service_tier' || /service.?tier/i.test(told);
    if (status !== 429 || /rate_limit|quota|credit|spend/.test(String(code))) return false;
    return /resource.?unavailable/i.test(told);
}`;
}
