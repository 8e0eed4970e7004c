/** What to do first: a table of kinds of work, the most pressing first. A call may be in several; they are never added up. */
import type { AuditCall } from './auditCall';
import { savingOf, type Saving } from './saving';

export interface Action {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  /** A command or a change, ready to be used. */
  readonly how: string;
  readonly calls: readonly AuditCall[];
  readonly saving: Saving;
}

interface Kind {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly how: string;
  readonly holds: (call: AuditCall, today: string) => boolean;
  /** It saves money, as against keeping the program working. */
  readonly saves: boolean;
}

/** Hints are advice for whoever edits the line, not work to plan. */
const reports =
  (...rules: readonly string[]) =>
  (call: AuditCall): boolean =>
    call.findings.some(({ rule, severity }) => severity !== 'hint' && rules.includes(rule));

const isOverpaid = reports('overpaid-tier');
const isBatchLoop = ({ better, loop }: AuditCall): boolean =>
  better?.isSure === true && better.tier === 'batch' && loop?.verdict === 'batchable';

const KINDS: readonly Kind[] = [
  {
    id: 'replace-models',
    title: 'Replace models that are shut down',
    why: 'These calls fail today.',
    how: '`tierlint fix --apply replace-model`, where a replacement is known; then run your evals.',
    holds: ({ shutdown }, today) => shutdown !== undefined && shutdown <= today,
    saves: false,
  },
  {
    id: 'plan-models',
    title: 'Plan the move off models that shut down soon',
    why: 'These calls will fail on the day named at each.',
    how: '`tierlint fix --apply replace-model`, where a replacement is known; then run your evals.',
    holds: ({ shutdown, findings }, today) =>
      shutdown !== undefined && shutdown > today && findings.some(({ rule }) => rule === 'retiring-model'),
    saves: false,
  },
  {
    id: 'repair-tiers',
    title: 'Make calls that ask for a tier get it',
    why: 'They ask for a tier that gives up too early, is refused, or makes a person wait.',
    how: '`tierlint fix` raises timeouts; `tierlint fix --apply flex-fallback` adds the retry on standard.',
    holds: reports('flex-timeout', 'flex-without-fallback', 'unsupported-tier', 'flex-in-request-path', 'tier-policy'),
    saves: false,
  },
  {
    id: 'stop-overpaying',
    title: 'Take work that nobody waits for off priority (fast)',
    why: 'Priority costs up to five times flex or Batch for an answer that nobody waits for.',
    how: '`tierlint fix --apply add-flex`, or remove service_tier.',
    holds: isOverpaid,
    saves: true,
  },
  {
    id: 'batch-loops',
    title: 'Turn loops of independent requests into Batch jobs',
    why: 'The requests don’t need each other’s answers, and nobody waits for them one by one.',
    how: '`tierlint fix --apply loop-to-batch --diff` shows the change.',
    holds: isBatchLoop,
    saves: true,
  },
  {
    id: 'cheaper-tier',
    title: 'Run jobs and scripts on a cheaper tier',
    why: 'What calls them shows that nobody waits for the answer.',
    how: '`tierlint fix --apply add-flex` (flex) or `--apply background-window`.',
    holds: (call) => call.better?.isSure === true && !isBatchLoop(call) && !isOverpaid(call),
    saves: true,
  },
  {
    id: 'cheaper-model',
    title: 'Move to a successor that costs less',
    why: 'The model has no flex; the one that OpenAI names as its successor has it, and costs less.',
    how: '`tierlint fix --apply replace-model`; then run your evals.',
    holds: ({ otherModel }) => otherModel?.isSure === true,
    saves: false,
  },
  {
    id: 'decide',
    title: 'Decide who waits',
    why: 'Nothing in the code tells. If nobody waits, these could cost less; if somebody does, say so once.',
    how: 'Say it in `tierlint.json` (`"paths": { "jobs/**": { "tier": "flex" } }`) or in a comment (`# tier: standard`).',
    holds: ({ better }) => better?.isSure === false,
    saves: true,
  },
  {
    id: 'gather-requests',
    title: 'Gather requests for Batch, where the code can be rebuilt',
    why: 'Nobody waits for these, but no fix makes them cheaper: they are sent one by one, or in loops that can’t be converted as they are.',
    how: 'Write the requests of a run to one JSONL file; `tierlint batch submit` and `tierlint batch results` do the rest.',
    holds: ({ ifRebuilt }) => ifRebuilt?.isSure === true && ifRebuilt.tier === 'batch',
    saves: false,
  },
];

/** Those with at least one call, in order. */
export function actionsOf(calls: readonly AuditCall[], today: string): Action[] {
  return KINDS.flatMap(({ id, title, why, how, holds, saves }) => {
    const affected = calls.filter((call) => holds(call, today));
    return affected.length === 0 ? [] : [{ id, title, why, how, calls: affected, saving: saves ? savingOf(affected) : savingOf([]) }];
  });
}
