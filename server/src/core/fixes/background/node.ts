/** Background responses in JavaScript and TypeScript. The SDK's types do not know `background_options` (7.57.0): a cast. */
import type { CallSite } from '../../callSite/callSite';
import { BACKGROUND_HELPER } from '../../libraries/generatedHelpers';
import type { SourceUnit } from '../../link/moduleHost';
import type { TextEdit } from '../../text/textEdit';
import { isBound, nodeDeclarations } from '../helperPlacement';
import { inQuotesOf, openAIType } from '../nodeHelpers';
import { groupText } from '../reroute';
import { styleOf } from '../style';

const NAME = BACKGROUND_HELPER.ecmascript;

export function nodeBackground(site: CallSite, unit: SourceUnit, window: string): readonly TextEdit[] | undefined {
  const { call, shape } = site;
  const { text } = unit;
  const group = groupText(site, unit);
  if (!group || !/\bresponses$/.test(group) || group.includes('?.') || !shape.body || shape.body.spread || shape.options?.spread)
    return undefined;
  if (/^\s*\??\.\s*(?:withResponse|asResponse|_thenUnwrap)\b/.test(text.slice(call.span.end))) return undefined;
  const { quote, newline } = styleOf(text, text.slice(call.span.start, call.span.end));
  const open = call.argumentsSpan.start;
  const indent = /\n([ \t]*)$/.exec(text.slice(open + 1, shape.body.span.start))?.[1];
  const items = [group, `${quote}${window}${quote}`];
  const head =
    indent === undefined ? `${NAME}(${items.join(', ')}, ` : `${NAME}(${items.map((item) => `${newline}${indent}${item},`).join('')}`;
  const edit = { span: { start: call.span.start, end: open + 1 }, newText: head };
  if (isBound(unit, NAME)) return [edit];
  const typed = unit.facts.language === 'typescript';
  const openai = typed ? openAIType(unit) : undefined;
  if (typed && !openai) return undefined;
  return [nodeDeclarations(unit, openai?.imports ?? [], [inQuotesOf(unit, helperText(openai?.name))]), edit];
}

function helperText(openai: string | undefined): string {
  const signature = openai
    ? `async function ${NAME}(
    responses: ${openai}.Responses,
    completionWindow: '2h' | '8h',
    params: ${openai}.Responses.ResponseCreateParamsNonStreaming,
    options?: ${openai}.RequestOptions,
): Promise<${openai}.Responses.Response> {`
    : `async function ${NAME}(responses, completionWindow, params, options) {`;
  const body = `{ ...params, background: true, background_options: { completion_window: completionWindow } }`;
  return `/** Creates a response that may take as long as the window, waits for it, and returns it as the plain call would. */
${signature}
    ${
      openai
        ? `// The types of the SDK do not know background_options yet.
    const request = ${body} as ${openai}.Responses.ResponseCreateParamsNonStreaming;`
        : `const request = ${body};`
    }
    let response = await responses.create(request, options);
    for (let pause = 2_000; response.status === 'queued' || response.status === 'in_progress'; pause = Math.min(pause * 1.5, 60_000)) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        response = await responses.retrieve(response.id, {}, options);
    }
    if (response.status === 'failed' || response.status === 'cancelled') {
        throw new Error(\`Response \${response.id} \${response.status}: \${response.error?.message ?? 'no reason given'}\`);
    }
    return response;
}`;
}
