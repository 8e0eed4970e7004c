/** Functions that something outside the code calls: by a framework's tables, by the path of their file, by convention. */
import { traitsOf } from '../syntax/languageTraits';
import type { SourceUnit } from '../link/moduleHost';
import type { Expression } from '../syntax/expression';
import type { Span } from '../text/span';
import { ROUTE_PLACES } from './evidence/places';
import type { Frameworks, Match } from './frameworks';
import { FunctionNames } from './functionNames';
import type { CodeFile } from './place';

const SERVER_ACTION: Match['row'] = { kind: 'server-action', workload: 'interactive', what: 'a server action' };
const CLIENT_CODE: Match['row'] = { kind: 'client-component', workload: 'interactive', what: 'code of a client component' };
const BROWSER_CODE: Match['row'] = { kind: 'browser', workload: 'interactive', what: 'code that runs in the browser' };
const COMPONENT: Match['row'] = { kind: 'react-component', workload: 'interactive', what: 'a React component' };
const HOOK: Match['row'] = { kind: 'react-hook', workload: 'interactive', what: 'a React hook' };
const CHAT_COMMAND: Match['row'] = { kind: 'chat-command', workload: 'interactive', what: 'a command of a chat bot' };
const LAMBDA_HTTP: Match['row'] = { kind: 'lambda-http', workload: 'interactive', what: 'a Lambda that answers requests' };
const BACKGROUND_FUNCTION: Match['row'] = { kind: 'background-function', workload: 'background', what: 'a Netlify background function' };
const SCHEDULED_FUNCTION: Match['row'] = { kind: 'scheduled-function', workload: 'background', what: 'a function that runs on a schedule' };
const CRON_ROUTE: Match['row'] = { kind: 'cron-route', workload: 'background', what: 'a route that a schedule calls' };
const LAMBDA_EVENT: Match['row'] = { kind: 'lambda-event', workload: 'background', what: 'a Lambda with queue or schedule events' };
const WORKER_FETCH: Match['row'] = { kind: 'worker-fetch', workload: 'interactive', what: 'the fetch handler of a worker' };
const WORKER_JOB: Match['row'] = { kind: 'worker-job', workload: 'background', what: 'the queue or schedule handler of a worker' };

/** How the function comes to be called from outside; undefined: only by code. */
export function entryOf(file: CodeFile, fn: number, frameworks: Frameworks): Match | undefined {
  const found = byExport(file, fn) ?? frameworks.match(file, fn) ?? byConvention(file, fn);
  return found && (moreSpecific(file, fn, found, frameworks) ?? found);
}

/** What the file's own configuration says of a handler beats what its folder says. */
function moreSpecific(file: CodeFile, fn: number, { row, span }: Match, frameworks: Frameworks): Match | undefined {
  if (row.workload !== 'interactive') return undefined;
  if (frameworks.isCalledBySchedule(file)) return { row: CRON_ROUTE, span };
  if (!PLATFORM_FUNCTIONS.has(row.kind)) return undefined;
  const own = frameworks.match(file, fn);
  if (own?.row.workload === 'background') return own;
  if (/\/netlify\/functions\/[^/]+-background(?:\/[^/]+)?\.[cm]?[jt]s$/.test(file.shown)) return { row: BACKGROUND_FUNCTION, span };
  const config = file.index.facts.exports.find(({ name }) => name === 'config')?.value;
  const written = config && configText(file, config);
  if (written === undefined) return undefined;
  if (/\bschedule\s*:/.test(written)) return { row: SCHEDULED_FUNCTION, span };
  return /\bbackground\s*:\s*true|experimental-background/.test(written) ? { row: BACKGROUND_FUNCTION, span } : undefined;
}

const PLATFORM_FUNCTIONS = new Set(['netlify-function', 'vercel-function', 'lambda-http']);

function configText({ index, unit }: CodeFile, value: Expression): string | undefined {
  const target = value.kind === 'name' ? index.lookUp(value.name, 0)?.bindings[0]?.value : value;
  return target?.kind === 'dictionary' ? unit.text.slice(target.span.start, target.span.end) : undefined;
}

/** What all code of a file is, whichever function it stands in. */
export function wholeFileEntry(file: CodeFile, frameworks: Frameworks): Match['row'] | undefined {
  if (!WHOLE_FILES.has(file.unit)) WHOLE_FILES.set(file.unit, lookAtWholeFile(file, frameworks));
  return WHOLE_FILES.get(file.unit);
}

/** Told by a file's text and imports alone, and asked at every hop of every walk through it. */
const WHOLE_FILES = new WeakMap<SourceUnit, Match['row'] | undefined>();

function lookAtWholeFile(file: CodeFile, frameworks: Frameworks): Match['row'] | undefined {
  const { directives } = file.index.facts;
  if (directives.some(({ text, scope }) => text === 'use client' && scope === 0)) return CLIENT_CODE;
  if (file.unit.text.includes('dangerouslyAllowBrowser')) return BROWSER_CODE;
  return frameworks.wholeFile(file);
}

function byExport(file: CodeFile, fn: number): Match | undefined {
  const { facts } = file.index;
  if (traitsOf(facts.language).exports === 'all') return undefined;
  const { span, scope } = facts.functions[fn]!;
  if (facts.directives.some((each) => each.text === 'use server' && each.scope === scope)) return { row: SERVER_ACTION, span };
  const place = ROUTE_PLACES.find(({ path }) => path.test(file.shown));
  const isServerFile = facts.directives.some((each) => each.text === 'use server' && each.scope === 0);
  if (!place && !isServerFile) return byDefaultObject(file, fn, span);
  const exported = FunctionNames.of(file.index).exportsOf(fn);
  if (isServerFile && exported.length > 0) return { row: SERVER_ACTION, span };
  const rows = ROUTE_PLACES.filter(({ path }) => path.test(file.shown));
  const row = rows.find(({ exports }) => exported.some((name) => exports === undefined || exports.test(name === '=' ? 'default' : name)));
  return row
    ? { row: { kind: row.kind, workload: row.workload, what: row.text.replace('{file}', file.shown.slice(1)) }, span }
    : byDefaultObject(file, fn, span);
}

/** `export default { async fetch(request, env) { ... }, async scheduled(event) { ... } }`. */
function byDefaultObject(file: CodeFile, fn: number, span: Span): Match | undefined {
  const { name } = file.index.facts.functions[fn]!;
  if (
    name === undefined ||
    !/^(?:fetch|scheduled|queue|email)$/.test(name) ||
    !FunctionNames.of(file.index).exportsOf(fn).includes('default')
  )
    return undefined;
  return { row: name === 'fetch' ? WORKER_FETCH : WORKER_JOB, span };
}

function byConvention(file: CodeFile, fn: number): Match | undefined {
  const { facts } = file.index;
  const { span, parameters, class: cls } = facts.functions[fn]!;
  const names = FunctionNames.of(file.index).names(fn);
  if (
    names.some((name) => /^(?:lambda_)?handler$/i.test(name)) &&
    parameters[0]?.name !== undefined &&
    /^_?(?:event|evt)$/.test(parameters[0].name)
  )
    return lambda(file.unit, span);
  if (!traitsOf(facts.language).hasComponents || cls !== undefined) return undefined;
  if (isChatCommand(file, fn)) return { row: CHAT_COMMAND, span };
  if (/\.[jt]sx$/.test(file.path) && names.some((name) => /^[A-Z][a-z]/.test(name))) return { row: COMPONENT, span };
  return names.some((name) => /^use[A-Z]/.test(name)) && /["'](?:react|preact|swr|@tanstack\/react-query)["']/.test(file.unit.text)
    ? { row: HOOK, span }
    : undefined;
}

/** `module.exports = { name: 'ask', async execute(message, args) { ... } }`: a bot loads such files by their folder. */
function isChatCommand(file: CodeFile, fn: number): boolean {
  const { name, parameters } = file.index.facts.functions[fn]!;
  const own = name ?? FunctionNames.of(file.index).names(fn)[0] ?? '';
  if (!/^(?:execute|run|callback|exec|chatInputRun|messageRun)$/.test(own)) return false;
  if (!parameters.some((each) => each.name !== undefined && /^_?(?:interaction|message|msg|ctx)$/.test(each.name))) return false;
  return file.index.facts.exports.some(
    ({ name: exported, value }) =>
      (exported === 'default' || exported === '=') &&
      value.kind === 'dictionary' &&
      value.entries.some(({ key }) => key === 'name' || key === 'data'),
  );
}

/** What a Lambda reads of its event says what sends it. */
function lambda({ text }: SourceUnit, span: Span): Match | undefined {
  const code = text.slice(span.start, span.end);
  // The bodies of a queue's records are bodies too.
  if (/\bRecords\b/.test(code) && !/httpMethod|requestContext|queryStringParameters|pathParameters|rawPath/.test(code))
    return { row: LAMBDA_EVENT, span };
  if (
    /httpMethod|requestContext|queryStringParameters|pathParameters|isBase64Encoded|rawPath|\bbody\b|statusCode|\bevent\.arguments\b|\['arguments'\]|sessionState/.test(
      code,
    )
  )
    return { row: LAMBDA_HTTP, span };
  return /detail-type|['"]detail['"]|\.detail\b|aws\.events|messageId/.test(code) ? { row: LAMBDA_EVENT, span } : undefined;
}
