/** The router in JavaScript and TypeScript: `route('soon', (params, options) => client.responses.create(params, options), { ... })`. */
import type { CallSite } from '../../callSite/callSite';
import { applyEdits, insertion, type TextEdit } from '../../text/textEdit';
import { contains } from '../../text/span';
import { FLEX_JUDGE, ROUTER_FUNCTION, ROUTER_MODULE } from '../../libraries/generatedHelpers';
import { nodeJudge } from '../fallback/node';
import type { FileEdits } from '../../findings/fix';
import type { FixContext } from '../fix';
import { inStyleOf } from '../helperPlacement';
import { inQuotesOf, reroutedNode } from '../nodeHelpers';
import { joined } from '../pythonImports';
import { styleOf } from '../style';
import { transportEdits } from '../transport';
import { withoutParameters } from '../places/requestWriter';
import { nodeModule } from './nodeModule';
import { creation, placeOf } from './place';
import { WORDS, type Urgency } from './urgency';

const MODULE = ROUTER_MODULE.ecmascript;
const NAME = ROUTER_FUNCTION.ecmascript;

export function nodeRouter(site: CallSite, context: FixContext, urgency: Urgency): readonly FileEdits[] | undefined {
  const { unit } = context;
  const { facts, path } = unit;
  const isTyped = facts.language === 'typescript';
  const module = nodeModule(context, MODULE);
  if (!module) return undefined;
  const { file, specifier } = module;
  const place = placeOf(context, file, specifier, NAME);
  if (!place || (isTyped && place.creates === undefined && !knowsType(context, file, site))) return undefined;
  const transport = urgency !== 'now' && site.headerLimit === 'applies' ? transportEdits(site, context) : [];
  if (!transport) return undefined;
  const call = callEdits(site, context, urgency, transport);
  if (!call) return undefined;
  const elsewhere = transport.filter((edit) => !contains(site.call.span, edit.span));
  const edits = joined([...(place.isImported ? [] : [importEdit(context, specifier, elsewhere)]), ...elsewhere, ...call]);
  return [{ file: path, edits }, ...(place.creates === undefined ? [] : [creation(place.creates, moduleText(site, context, isTyped))])];
}

/** A router made for chat alone does not take responses. */
function knowsType({ host }: FixContext, file: string, { endpoint }: CallSite): boolean {
  const text = host.text(file);
  return (
    text === undefined ||
    !endpoint.api.startsWith('responses') ||
    !text.includes('ChatCompletionCreateParams') ||
    text.includes('ResponseCreateParams')
  );
}

function callEdits(
  site: CallSite,
  { unit }: FixContext,
  urgency: Urgency,
  transport: readonly TextEdit[],
): readonly TextEdit[] | undefined {
  const { text } = unit;
  const { call } = site;
  const within = transport.filter(({ span }) => contains(call.span, span));
  if (within.some(({ span }) => span.end > call.argumentsSpan.start)) return undefined;
  const { start } = call.span;
  const own = text.slice(start, call.argumentsSpan.start).trimEnd();
  const method = applyEdits(
    own,
    within.map(({ span, newText }) => ({ span: { start: span.start - start, end: span.end - start }, newText })),
  );
  const { quote } = styleOf(text, text.slice(start, call.span.end));
  const rerouted = reroutedNode(site, unit, NAME, {
    more: [`${quote}${urgency}${quote}`],
    method,
    handedOptions: { timeout: urgency !== 'now' },
  });
  return rerouted && [...rerouted, ...withoutParameters(site, unit, ['service_tier'])];
}

function importEdit({ unit }: FixContext, specifier: string, others: readonly TextEdit[]): TextEdit {
  const { quote, semicolons, newline } = styleOf(unit.text, unit.text);
  const { offset, style, needsBlankLine } = unit.facts.importInsertion;
  const from = `${quote}${specifier}${quote}`;
  const line = style === 'import' ? `import { ${NAME} } from ${from}` : `const { ${NAME} } = require(${from})`;
  const isFollowed = others.some(({ span }) => span.start === offset);
  return insertion(offset, `${line}${semicolons ? ';' : ''}${newline}${needsBlankLine && !isFollowed ? newline : ''}`);
}

function moduleText({ sdkMajor, endpoint }: CallSite, { unit }: FixContext, typed: boolean): string {
  const isCommonJs = unit.facts.importInsertion.style === 'require';
  // The first versions that have flex lack the types of responses.
  const hasResponses = sdkMajor === undefined || sdkMajor >= 5 || endpoint.api.startsWith('responses');
  const parts = typed
    ? [typesText(hasResponses), tableText(true), routeText(true), nodeJudge(true)]
    : [tableText(false), routeText(false), nodeJudge(false)];
  const code = `/** ${WORDS.module} */\n${typed ? `import type OpenAI from 'openai';\n\n` : '\n'}${parts.join('\n\n')}\n${isCommonJs ? `\nmodule.exports = { ${NAME} };\n` : ''}`;
  const text = isCommonJs ? code.replace(`export async function`, 'async function') : code;
  return inStyleOf(unit, inQuotesOf(unit, text), '  ');
}

function typesText(hasResponses: boolean): string {
  return `export type Urgency = 'now' | 'soon' | 'whenever';

interface Way {
    readonly tier: 'default' | 'flex' | 'priority';
    /** In milliseconds. */
    readonly timeout?: number;
    readonly fallback?: 'default';
}

type Request = OpenAI.Chat.ChatCompletionCreateParams${hasResponses ? ' | OpenAI.Responses.ResponseCreateParams' : ''};`;
}

function tableText(typed: boolean): string {
  return `/** ${WORDS.table} */
const WAYS${typed ? ': Readonly<Record<Urgency, Way>>' : ''} = {
    now: { tier: 'default' },
    soon: { tier: 'flex', timeout: 900_000, fallback: 'default' },
    // ${WORDS.whenever}
    whenever: { tier: 'flex', timeout: 900_000, fallback: 'default' },
};

/** ${WORDS.refused} */
const withoutFlex = new Set${typed ? '<unknown>' : ''}();`;
}

function routeText(typed: boolean): string {
  const signature = typed
    ? `export async function ${NAME}<Params extends Request, Result>(
    urgency: Urgency,
    send: (params: Params, options: { timeout?: number }) => PromiseLike<Result>,
    params: Params,
): Promise<Result> {`
    : `export async function ${NAME}(urgency, send, params) {`;
  return `/** ${WORDS.route} */
${signature}
    const { tier, timeout, fallback } = WAYS[urgency];
    const options = timeout === undefined ? {} : { timeout };
    if (fallback === undefined) return send({ ...params, service_tier: tier }, options);
    try {
        if (!withoutFlex.has(params.model)) return await send({ ...params, service_tier: tier }, options);
    } catch (error) {
        if (!${FLEX_JUDGE.ecmascript}(error)) throw error;
        if (${typed ? '(error as { status?: number })' : 'error'}.status === 400) withoutFlex.add(params.model);
    }
    return send({ ...params, service_tier: fallback }, options);
}`;
}
