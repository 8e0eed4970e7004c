/** Who waits for an answer, and how that is known. */
import type { Span } from '../text/span';

/**
 * `interactive`: a person (or a request of one) waits. `background`: a job that a program waits for, started by a queue or
 * a schedule. `offline`: nobody waits; evals, scripts, backfills, notebooks. `unknown`: nothing tells.
 */
export type Workload = 'interactive' | 'background' | 'offline' | 'unknown';

/** One sign of who waits, as a person can check it. */
export interface Evidence {
  /** Id of the row of the evidence tables that saw it: `fastapi-route`, `main-guard`, `streamed`. */
  readonly kind: string;
  /** `unknown`: a sign that decides nothing: a program that is started by hand, for one answer. */
  readonly workload: Workload;
  /** As shown: "called from a FastAPI route at api/chat.py:40". */
  readonly text: string;
  /** Where it stands, when it stands in code. */
  readonly at?: { readonly file: string; readonly span: Span };
}

/** What all evidence together says; the strictest (interactive) wins. Evidence is listed strongest first. */
export interface WorkloadVerdict {
  readonly workload: Workload;
  readonly evidence: readonly Evidence[];
}

/** A test asks for one answer and looks at it. */
export function isInTest({ evidence: [strongest] }: WorkloadVerdict): boolean {
  return strongest !== undefined && TESTS.has(strongest.kind);
}

/** Rows of the evidence tables. */
const TESTS: ReadonlySet<string> = new Set(['pytest', 'test-file', 'test-folder', 'javascript-test']);

/** Who waits, as a sentence with the strongest evidence: "Nobody waits: Celery task at ...". Empty when nothing tells. */
export function describeWho({ workload, evidence: [strongest] }: WorkloadVerdict): string {
  if (!strongest) return '';
  return workload === 'unknown' ? `Nothing tells who waits: ${strongest.text}.` : `${WHO[workload]}: ${strongest.text}.`;
}

const WHO: Readonly<Record<Exclude<Workload, 'unknown'>, string>> = {
  interactive: 'A person waits',
  background: 'Only a job waits',
  offline: 'Nobody waits',
};
