/**
 * The rule batch-jsonl, line by line: the lines of a file are handed in one after the other, from a stream or from an
 * editor, so that a file of any size is checked in the same little memory.
 */
import type { Catalog } from '../catalog/catalog';
import { batchJsonl, severityOf, type BatchMessage } from '../rules/batchJsonl';
import type { Severity } from '../findings/severity';
import type { Span } from '../text/span';
import { shown, type BatchLine, type LineSpot } from './batchLine';
import { BATCH_BYTES, BATCH_BYTES_AT_MOST, BATCH_EMBEDDING_INPUTS, BATCH_LINES, BATCH_URLS } from './limits';
import { spanOf, syntaxErrorOf } from './spot';

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
  'notAnObject',
  'noCustomId',
  'badCustomId',
  'duplicateCustomId',
]);

interface First {
  readonly value: string;
  readonly line: number;
}

export class BatchCheck {
  private readonly ids = new Map<string, number>();
  private readonly kinds = new Map<BatchMessage, { listed: number; last: number; more: number }>();
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

  constructor(private readonly options: BatchCheckOptions) {}

  /** The next line of the file: its text without line end, what was read of it, and its size in bytes with the line end. */
  add(text: string, line: BatchLine, bytes: number, isUtf8 = true): void {
    const report = (messageId: BatchMessage, at: LineSpot, data: Readonly<Record<string, string>> = {}): void =>
      this.report(text, messageId, at, data);
    this.service ??= serviceOf(line, this.options.catalog);
    const isBlank = line.problems[0]?.messageId === 'blankLine';
    if (isBlank) this.blank.push(this.lines);
    else this.reportBlank();
    if (!isUtf8) report('notUtf8', []);
    for (const { messageId, at, data } of line.problems) if (!isBlank) report(messageId, at, data);
    if (line.url !== undefined || line.model !== undefined || line.customId !== undefined) this.requests++;
    this.checkId(line, report);
    this.checkUrl(line, report);
    this.checkModel(line, report);
    if (this.service !== 'azure') this.checkLimits(line, bytes, report);
    this.lines++;
    this.bytes += bytes;
    this.inputs += line.inputs;
  }

  /** The findings so far, in order of lines. */
  findings(): readonly BatchFinding[] {
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

  private checkId({ customId }: BatchLine, report: Report): void {
    if (customId === undefined) return;
    const before = this.ids.get(customId);
    if (before !== undefined) report('duplicateCustomId', ['custom_id'], { id: shown(customId), line: String(before + 1) });
    else if (this.ids.size < MOST_IDS) this.ids.set(customId, this.lines);
  }

  private checkUrl({ url }: BatchLine, report: Report): void {
    if (url === undefined) return;
    if (this.urls.size < MOST_NAMES) this.urls.add(url);
    if (!this.url) this.url = { value: url, line: this.lines };
    if (this.service === 'openai' && !BATCH_URLS.includes(url))
      report('unknownUrl', ['url'], { url: shown(url), urls: BATCH_URLS.slice(0, 5).join(', ') + ' and others' });
    else if (url !== this.url.value)
      report('mixedUrls', ['url'], { url: shown(url), first: shown(this.url.value), line: String(this.url.line + 1) });
  }

  private checkModel({ model }: BatchLine, report: Report): void {
    if (model === undefined) return;
    if (this.models.size < MOST_NAMES) this.models.add(model);
    if (this.model && model !== this.model.value) {
      report('mixedModels', ['body', 'model'], { model: shown(model), first: shown(this.model.value), line: String(this.model.line + 1) });
      return;
    }
    const isFirst = !this.model;
    this.model ??= { value: model, line: this.lines };
    // Once is enough: it is true of every line.
    if (isFirst && this.service === 'openai' && this.options.catalog.tierSupport(model, 'batch') === 'no')
      report('notOnBatch', ['body', 'model'], { model: shown(model) });
  }

  private checkLimits({ inputs }: BatchLine, bytes: number, report: Report): void {
    const crosses = (before: number, more: number, limit: number): boolean => before <= limit && before + more > limit;
    if (this.lines === BATCH_LINES) report('tooManyLines', [], { limit: BATCH_LINES.toLocaleString('en-US') });
    if (crosses(this.bytes, bytes, BATCH_BYTES)) report('mayBeTooLarge', [], { limit: '200' });
    if (crosses(this.bytes, bytes, BATCH_BYTES_AT_MOST)) report('tooLarge', [], { limit: '200' });
    if (crosses(this.inputs, inputs, BATCH_EMBEDDING_INPUTS))
      report('tooManyInputs', ['body', 'input'], { limit: BATCH_EMBEDDING_INPUTS.toLocaleString('en-US') });
  }

  private reportBlank(): void {
    for (const line of this.blank) this.report('', 'blankLine', [], {}, line);
    if (this.blank.length > 0) this.blank = [];
  }

  private report(text: string, messageId: BatchMessage, at: LineSpot, data: Readonly<Record<string, string>>, line = this.lines): void {
    if (this.service === 'other' && !ANYWHERE.has(messageId)) return;
    this.problems++;
    const kind = this.kinds.get(messageId) ?? { listed: 0, last: 0, more: 0 };
    this.kinds.set(messageId, kind);
    if (kind.listed >= (this.options.mostOfAKind ?? MOST_OF_A_KIND)) {
      kind.more++;
      return;
    }
    kind.listed++;
    kind.last = this.found.length;
    const message = batchJsonl.messages[messageId].replace(/\{(\w+)\}/g, (whole, name: string) => data[name] ?? whole);
    const span = messageId === 'invalidJson' ? syntaxErrorOf(text) : spanOf(text, at);
    this.found.push({ messageId, message, severity: severityOf(messageId), line, span, code: text.slice(span.start, span.end) });
  }
}

type Report = (messageId: BatchMessage, at: LineSpot, data?: Readonly<Record<string, string>>) => void;

function serviceOf({ url, model }: BatchLine, catalog: Catalog): Service | undefined {
  if (url === undefined) return undefined;
  // Azure OpenAI: https://learn.microsoft.com/azure/ai-foundry/openai/how-to/batch, read 2026-03. Its models are names of deployments.
  if (/^\/(?:chat\/completions|responses|embeddings|completions)$|^\/openai\//.test(url)) return 'azure';
  return model !== undefined && !catalog.isOpenAIModelName(model) ? 'other' : 'openai';
}
