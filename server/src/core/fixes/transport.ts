/**
 * Node's built-in fetch drops a request after 300 s without response headers, and a flex answer sends its headers only
 * when it is finished. What lifts the limit in every combination tried (openai 5 to 7, undici 6 to 8, Node 20 to 26,
 * 2026-11): undici's own fetch together with its Agent, given to the client. A dispatcher alone fails with undici 8.
 */
import type { CallSite } from '../callSite/callSite';
import { FLEX_TRANSPORT } from '../libraries/generatedHelpers';
import type { Expression } from '../syntax/expression';
import { insertion, type TextEdit } from '../text/textEdit';
import type { FixContext } from './fix';
import { appendItems } from './listInsertion';
import { styleOf, type CodeStyle } from './style';

const NAME = FLEX_TRANSPORT;

/** Gives the client of the call a transport that waits 15 minutes; undefined where the client is not written in reach. */
export function transportEdits(site: CallSite, context: FixContext): readonly TextEdit[] | undefined {
  const { unit } = context;
  const use = constructorEdits(site, context) ?? callEdits(site, unit.text);
  if (!use) return undefined;
  const { bindings } = unit.facts;
  if (bindings.some((binding) => binding.scope === 0 && binding.name === NAME)) return use;
  if (bindings.some((binding) => binding.scope === 0 && binding.name === 'undiciFetch')) return undefined;
  return [insertion(unit.facts.importInsertion.offset, declaration(context, styleOf(unit.text, unit.text))), ...use];
}

/** Whether a fix for the call imports undici into a project that does not list it. */
export function needsUndici(site: CallSite, { project }: FixContext): boolean {
  return site.headerLimit === 'applies' && !project.hasUndici;
}

export function needs(site: CallSite, context: FixContext): { readonly needs?: readonly string[] } {
  return needsUndici(site, context) ? { needs: ['undici'] } : {};
}

/** The constructor, when it stands in the same file: `new OpenAI({ ...flexTransport, apiKey })`. */
function constructorEdits(site: CallSite, { unit }: FixContext): readonly TextEdit[] | undefined {
  const construction = site.client.construction;
  if (!construction || construction.file !== unit.path || !construction.call.isNew) return undefined;
  const { args, argumentsSpan } = construction.call;
  const [first] = args;
  if (!first) {
    if (unit.text[argumentsSpan.start] !== '(') return undefined;
    return appendItems({ text: unit.text, brackets: argumentsSpan, items: [], lineComment: '//', padding: '', newline: '\n' }, [
      `{ ...${NAME} }`,
    ]);
  }
  if (first.spread) return undefined;
  if (first.value.kind !== 'dictionary')
    return [{ span: first.span, newText: `{ ...(${unit.text.slice(first.span.start, first.span.end)}), ...${NAME} }` }];
  const { entries, span } = first.value;
  return appendItems(
    {
      text: unit.text,
      brackets: span,
      items: entries.map((entry) => entry.span),
      lineComment: '//',
      padding: ' ',
      newline: styleOf(unit.text, '').newline,
    },
    [`...${NAME}`],
  );
}

/** Otherwise the call itself goes through a client with the transport: `client.withOptions(flexTransport).responses...`. */
function callEdits(site: CallSite, text: string): readonly TextEdit[] | undefined {
  if (site.client.isWrapped) return undefined;
  let receiver: Expression = site.method;
  let first: number | undefined;
  for (const name of site.api.split('.').reverse()) {
    if (receiver.kind !== 'member' || receiver.property !== name) return undefined;
    first = receiver.propertySpan.start;
    receiver = receiver.object;
  }
  // The dot before the first name of the API ends whatever the client is written as: `(await getClient())`, `c!`, `c?`.
  const before = first === undefined ? undefined : /(\?)?\.\s*$/.exec(text.slice(receiver.span.start, first));
  if (!before) return undefined;
  const dot = receiver.span.start + before.index;
  if (before[1] === undefined) return [insertion(dot, `.withOptions(${NAME})`)];
  return [{ span: { start: dot, end: dot + 2 }, newText: `?.withOptions(${NAME}).` }];
}

function declaration({ unit }: FixContext, style: CodeStyle): string {
  const { importInsertion, language } = unit.facts;
  const end = style.semicolons ? ';' : '';
  const { newline, quote } = style;
  const taken = unit.facts.bindings.some((binding) => binding.scope === 0 && binding.name === 'Agent');
  const agent = taken ? 'UndiciAgent' : 'Agent';
  const load =
    importInsertion.style === 'import'
      ? `import { ${taken ? 'Agent as UndiciAgent' : 'Agent'}, fetch as undiciFetch } from ${quote}undici${quote}${end}`
      : `const { ${taken ? 'Agent: UndiciAgent' : 'Agent'}, fetch: undiciFetch } = require(${quote}undici${quote})${end}`;
  // Typed as `object`: the fetch types of undici and of the SDK differ from version to version.
  const type = language === 'typescript' ? ': object' : '';
  const lines = [
    load,
    '',
    `// Node's fetch gives up after 300 s without response headers; a flex answer may take 15 minutes.`,
    `const ${NAME}${type} = {`,
    `  fetch: undiciFetch,`,
    `  fetchOptions: { dispatcher: new ${agent}({ headersTimeout: 900_000, bodyTimeout: 900_000 }) },`,
    `}${end}`,
    '',
  ];
  return lines.join(newline) + (importInsertion.needsBlankLine ? newline : '');
}
