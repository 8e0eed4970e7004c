/**
 * The rule batch-jsonl, line by line: the lines of a file are handed in one after the other, from a stream or from an
 * editor, so that a file of any size is checked in the same little memory.
 */
import type { Catalog } from '../catalog/catalog';
import { batchJsonl, severityOf, type BatchMessage } from '../rules/batchJsonl';
import type { Severity } from '../findings/severity';
import type { Span } from '../text/span';
import { endpointOf, readBatchValue, type BatchLine } from './batchLine';
import { bodyProblem } from './body/bodyCheck';
import { modelProblem, tuningProblem } from './body/modelCheck';
import { BATCH_BYTES, BATCH_BYTES_AT_MOST, BATCH_EMBEDDING_INPUTS, BATCH_LINES, BATCH_URLS } from './limits';
import type { LineProblem } from './lineProblem';
import { shown } from './shown';
import { spanOf, syntaxPlace } from './spot';
import { Spread, type HeldLine } from './spread';

export interface BatchFinding {
  readonly messageId: BatchMessage;
  readonly message: string;
  readonly severity: Severity;
  /** 0-based. */
  readonly line: number;
  /** Offsets in the line. */
  readonly span: Span;
  /** The text there. */
  readonly code: string;
  /** How many lines it is about, where it is about more than one. */
  readonly lines?: number;
}

/** What a file holds. Models and urls in order of appearance. */
export interface BatchSummary {
  readonly lines: number;
  readonly requests: number;
  readonly bytes: number;
  readonly models: readonly string[];
  readonly urls: readonly string[];
  /** Findings of all kinds, those that are not listed included. */
  readonly problems: number;
}

export interface BatchCheckOptions {
  readonly catalog: Catalog;
  /** ISO date of today; without it nothing is said of models that were shut down. */
  readonly today?: string;
  /** Listed findings of a kind; the last of them tells how many more there are. */
  readonly mostOfAKind?: number;
}

const MOST_OF_A_KIND = 20;
/** More ids than this are not remembered: a file this long is far over the limit anyway. */
const MOST_IDS = 250_000;
/** Models and urls kept for the summary. */
const MOST_NAMES = 20;

/** Whose Batch API a file is for, by its first request: Azure has other paths and limits, others have other models. */
type Service = 'openai' | 'azure' | 'other';

/** What is wrong whoever runs the batch. */
const ANYWHERE: ReadonlySet<BatchMessage> = new Set<BatchMessage>([
  'notUtf8',
  'invalidJson',
  'array',
  'indented',
  'otherFile',
  'notAnObject',
  'noCustomId',
  'badCustomId',
  'duplicateCustomId',
]);

/** What is said of bodies for OpenAI's own endpoints: Azure's are other versions of them. */
const OF_BODIES: ReadonlySet<BatchMessage> = new Set<BatchMessage>([
  'otherEndpoint',
  'missingKey',
  'wrongKind',
  'wrongPart',
  'unknownValue',
  'bareSchema',
  'emptyInput',
  'tooManyInOne',
  'unknownParameter',
]);

/** What is true of a whole file, and said once. */
const OF_FILES: ReadonlySet<BatchMessage> = new Set<BatchMessage>(['array', 'indented', 'otherFile']);

interface First {
  readonly value: string;
  readonly line: number;
}

export class BatchCheck {
  private readonly ids = new Map<string, number>();
  private readonly kinds = new Map<string, { listed: number; last: number; more: number }>();
  private readonly found: BatchFinding[] = [];
  private readonly models = new Set<string>();
  private readonly urls = new Set<string>();
  private service: Service | undefined;
  private url: First | undefined;
  private model: First | undefined;
  private lines = 0;
  private requests = 0;
  private bytes = 0;
  private inputs = 0;
  private problems = 0;
  /** Empty lines since the last request: only those with a request after them count. */
  private blank: number[] = [];
  /** A value that goes over several lines, as far as it was read. */
  private spread: Spread | undefined;

  constructor(private readonly options: BatchCheckOptions) {}

  /** The next line of the file: its text without line end, what was read of it, and its size in bytes with the line end. */
  add(text: string, line: BatchLine, bytes: number, isUtf8 = true): void {
    if (!isUtf8) this.report(text, { messageId: 'notUtf8', at: [] });
    this.take({ text, line, bytes, number: this.lines });
    this.lines++;
  }

  private take(held: HeldLine): void {
    if (this.spread) return this.goOn(this.spread, held);
    const isBroken = held.line.problems.at(-1)?.messageId === 'invalidJson';
    if (!isBroken || !Spread.mayBegin(held.text)) return this.check(held);
    this.reportBlank();
    this.spread = new Spread();
    this.goOn(this.spread, held);
  }

  private goOn(spread: Spread, held: HeldLine): void {
    const step = spread.add(held);
    if (step === 'open') return;
    this.spread = undefined;
    if (step === 'closed') return this.checkSpread(spread);
    // Each line stands for itself, and the next of them may begin another.
    const [first, ...others] = spread.lines;
    if (first) this.check(first);
    for (const each of others) this.take(each);
    if (first) this.take(held);
    else this.check(held);
  }

  /** Requests that are no lines: only that is said of them. */
  private checkSpread(spread: Spread): void {
    const [first] = spread.lines;
    if (!first) return;
    const last = spread.lines.at(-1)!;
    const lines = spread.isLong ? this.lines - first.number + 1 : last.number - first.number + 1;
    const problem = this.spreadProblem(spread, lines);
    this.report(first.text, problem, first.number, lines);
    for (const { bytes } of spread.lines) this.bytes += bytes;
  }

  private spreadProblem(spread: Spread, lines: number): LineProblem {
    const at = { offset: 0 };
    if (spread.isLong) return { messageId: 'array', data: { count: 'many' }, at };
    try {
      const value = JSON.parse(spread.text) as unknown;
      const line = readBatchValue(value);
      const [problem] = line.problems;
      if (Array.isArray(value)) value.forEach((each) => this.count(readBatchValue(each)));
      else this.count(line);
      const ofFile = problem && (OF_FILES.has(problem.messageId) || problem.messageId === 'notAnObject');
      return ofFile ? problem : { messageId: 'indented', data: { lines: String(lines) }, at };
    } catch {
      return {
        messageId: 'invalidJson',
        data: { why: `A value begins here that goes on for ${lines} lines, and they are no JSON together.` },
        at,
      };
    }
  }

  /** A request for the summary. */
  private count({ customId, url, model }: BatchLine): void {
    if (url === undefined && model === undefined && customId === undefined) return;
    this.requests++;
    if (url !== undefined && this.urls.size < MOST_NAMES) this.urls.add(url);
    if (model !== undefined && this.models.size < MOST_NAMES) this.models.add(model);
  }

  private check({ text, line, bytes, number }: HeldLine): void {
    const report: Report = (messageId, at, data) => this.report(text, { messageId, at, ...(data && { data }) }, number);
    this.service ??= serviceOf(line, this.options.catalog);
    const isBlank = line.problems[0]?.messageId === 'blankLine';
    if (isBlank) this.blank.push(number);
    else this.reportBlank();
    const isStray = this.isStray(text, line);
    for (const problem of line.problems) if (!isBlank && !(isStray && OF_BODIES.has(problem.messageId))) this.report(text, problem, number);
    this.count(line);
    const { array } = Object.fromEntries(line.problems.map(({ messageId, data }) => [messageId, data?.count]));
    this.requests += Number(array ?? 0);
    this.checkId(line, number, report);
    this.checkUrl(line, number, report);
    this.checkModel(line, number, report);
    if (this.service !== 'azure') this.checkLimits(line, bytes, number, report);
    this.bytes += bytes;
    this.inputs += line.inputs;
  }

  /** The findings so far, in order of lines. */
  findings(): readonly BatchFinding[] {
    this.endSpread();
    for (const kind of this.kinds.values()) {
      const last = kind.more > 0 ? this.found[kind.last] : undefined;
      if (last)
        this.found[kind.last] = {
          ...last,
          message: `${last.message} (${kind.more.toLocaleString('en-US')} more ${kind.more === 1 ? 'line' : 'lines'} like this.)`,
        };
      kind.more = 0;
    }
    return this.found;
  }

  summary(): BatchSummary {
    const { lines, requests, bytes, problems } = this;
    return { lines, requests, bytes, problems, models: [...this.models], urls: [...this.urls] };
  }

  /** The file ends within a value. */
  private endSpread(): void {
    while (this.spread) {
      const [first, ...others] = this.spread.lines;
      this.spread = undefined;
      if (first) this.check(first);
      for (const each of others) this.take(each);
    }
  }

  /** The body is one for the endpoint of the lines before: what is wrong is the url. */
  private isStray(text: string, { url, problems }: BatchLine): boolean {
    if (url === undefined || !this.url || (endpointOf(url) ?? url) === this.url.value) return false;
    if (!problems.some(({ messageId }) => OF_BODIES.has(messageId))) return false;
    const { body } = JSON.parse(text.replace(/^\uFEFF/, '')) as { readonly body: Readonly<Record<string, unknown>> };
    return bodyProblem(body, this.url.value) === undefined;
  }

  private checkId({ customId }: BatchLine, number: number, report: Report): void {
    if (customId === undefined) return;
    const before = this.ids.get(customId);
    if (before !== undefined) report('duplicateCustomId', ['custom_id'], { id: shown(customId), line: String(before + 1) });
    else if (this.ids.size < MOST_IDS) this.ids.set(customId, number);
  }

  private checkUrl({ url }: BatchLine, number: number, report: Report): void {
    if (url === undefined) return;
    const meant = endpointOf(url);
    const path = meant ?? url;
    if (!this.url) this.url = { value: path, line: number };
    const gone = this.options.catalog.endpoints.find((each) => each.path === path)?.retired;
    if (this.service === 'openai' && !BATCH_URLS.includes(url)) {
      const advice = meant ? `Write "${meant}".` : `It takes ${BATCH_URLS.slice(0, 5).join(', ')} and others.`;
      report('unknownUrl', ['url'], { url: shown(url), advice });
    } else if (path !== this.url.value) {
      report('mixedUrls', ['url'], { url: shown(url), first: shown(this.url.value), line: String(this.url.line + 1) });
    } else if (gone !== undefined && this.service === 'openai' && gone <= (this.options.today ?? '') && this.url.line === number) {
      report('urlGone', ['url'], { url, date: gone });
    }
  }

  private checkModel({ model, url, tuning }: BatchLine, number: number, report: Report): void {
    if (model === undefined) return;
    if (this.model && model !== this.model.value) {
      report('mixedModels', ['body', 'model'], { model: shown(model), first: shown(this.model.value), line: String(this.model.line + 1) });
      return;
    }
    const isFirst = !this.model;
    this.model ??= { value: model, line: number };
    if (this.service !== 'openai' || url === undefined) return;
    const { catalog, today = '' } = this.options;
    const path = endpointOf(url) ?? url;
    // Once is enough: it is true of every line.
    const problems = [isFirst && modelProblem(model, path, catalog, today), tuning && tuningProblem(model, path, tuning, catalog)];
    for (const problem of problems) if (problem) report(problem.messageId, problem.at, problem.data);
  }

  private checkLimits({ inputs }: BatchLine, bytes: number, number: number, report: Report): void {
    const crosses = (before: number, more: number, limit: number): boolean => before <= limit && before + more > limit;
    if (number === BATCH_LINES) report('tooManyLines', [], { limit: BATCH_LINES.toLocaleString('en-US') });
    if (crosses(this.bytes, bytes, BATCH_BYTES)) report('mayBeTooLarge', [], { limit: '200' });
    if (crosses(this.bytes, bytes, BATCH_BYTES_AT_MOST)) report('tooLarge', [], { limit: '200' });
    if (crosses(this.inputs, inputs, BATCH_EMBEDDING_INPUTS))
      report('tooManyInputs', ['body', 'input'], { limit: BATCH_EMBEDDING_INPUTS.toLocaleString('en-US') });
  }

  private reportBlank(): void {
    for (const line of this.blank) this.report('', { messageId: 'blankLine', at: [] }, line);
    if (this.blank.length > 0) this.blank = [];
  }

  private report(text: string, { messageId, at, data = {} }: LineProblem, line = this.lines, lines?: number): void {
    if (this.service === 'other' && !ANYWHERE.has(messageId)) return;
    if (this.service === 'azure' && OF_BODIES.has(messageId)) return;
    this.problems++;
    const place: { readonly span: Span; readonly data: Readonly<Record<string, string>> } =
      messageId === 'invalidJson' && data.why === undefined ? syntaxPlace(text) : { span: spanOf(text, at), data };
    const key = `${messageId} ${place.data.why ?? ''}`;
    const kind = this.kinds.get(key) ?? { listed: 0, last: 0, more: 0 };
    this.kinds.set(key, kind);
    if (kind.listed >= (OF_FILES.has(messageId) ? 1 : (this.options.mostOfAKind ?? MOST_OF_A_KIND))) {
      kind.more++;
      return;
    }
    kind.listed++;
    kind.last = this.found.length;
    const { span } = place;
    const message = batchJsonl.messages[messageId].replace(/\{(\w+)\}/g, (whole, name: string) => place.data[name] ?? whole);
    const code = text.slice(span.start, span.end);
    this.found.push({ messageId, message, severity: severityOf(messageId), line, span, code, ...(lines !== undefined && { lines }) });
  }
}

type Report = (messageId: BatchMessage, at: LineProblem['at'], data?: Readonly<Record<string, string>>) => void;

function serviceOf({ url, model }: BatchLine, catalog: Catalog): Service | undefined {
  if (url === undefined) return undefined;
  // Azure OpenAI: https://learn.microsoft.com/azure/ai-foundry/openai/how-to/batch, read 2026-03. Its models are names of deployments.
  if (/^\/(?:chat\/completions|responses|embeddings|completions)$|^\/openai\//.test(url)) return 'azure';
  return model !== undefined && !catalog.isOpenAIModelName(model) ? 'other' : 'openai';
}
