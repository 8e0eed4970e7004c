/** Who waits for the answer of a call: what its place says, and whoever leads there by calls. Bounded. */
import type { LinkedCall } from '../link/linkedCall';
import type { Evaluator } from '../link/evaluator';
import type { Use } from './callers';
import { Climb } from './climb';
import { CodeFiles } from './codeFiles';
import { filePlaces, isTestFile } from './filePlaces';
import { Frameworks } from './frameworks';
import type { CodeFile } from './place';
import { isOnlyCollected } from './streams';
import type { Evidence, Workload, WorkloadVerdict } from './workload';

/** Judges the calls of one file. Files it looks into become known to the evaluator. */
export class WorkloadJudge {
  private readonly files: CodeFiles;
  private readonly frameworks: Frameworks;
  private readonly uses = new Map<string, readonly Use[]>();

  constructor(private readonly evaluator: Evaluator) {
    this.files = new CodeFiles(evaluator);
    this.frameworks = new Frameworks(evaluator);
  }

  /** Files whose text, not their facts, was read for the verdicts. */
  get filesRead(): readonly string[] {
    return this.files.read;
  }

  judge(call: LinkedCall): WorkloadVerdict {
    const file = this.files.at(call.file);
    if (!file) return { workload: 'unknown', evidence: [] };
    const test = isTestFile(file);
    if (test?.isCertain) return { workload: 'offline', evidence: [test.evidence] };
    const found = this.found(call, file);
    const notebook = found.filter(({ kind }) => kind === 'notebook');
    if (notebook.length > 0) return verdictOf(notebook);
    if (!test) return verdictOf([...found, ...filePlaces(file).filter((place) => !isAnswered(place, found))]);
    // A handler in a folder named test answers requests all the same.
    const handler = found.find(({ workload, kind }) => workload === 'interactive' && kind !== 'streamed' && kind !== 'terminal-prompt');
    return handler ? verdictOf(found) : { workload: 'offline', evidence: [test.evidence] };
  }

  /** What the call itself and whoever leads to it say. */
  private found(call: LinkedCall, file: CodeFile): readonly Evidence[] {
    const isStreamed = call.stream.state === 'literal' && call.stream.value && !file.unit.isNotebook && !isOnlyCollected(call, file);
    const streamed: Evidence = {
      kind: 'streamed',
      workload: 'interactive',
      text: 'streamed',
      at: { file: call.file, span: call.call.span },
    };
    const climb = new Climb(
      this.evaluator,
      this.files,
      this.frameworks,
      file,
      call.client.provider === 'openai' || call.client.provider === 'unknown',
      this.uses,
    );
    climb.from(call.call.span);
    return isStreamed ? [streamed, ...climb.evidence] : climb.evidence;
  }
}

/** What the code says of the command that its folder makes it: one answer, or many. */
function isAnswered({ kind }: Evidence, found: readonly Evidence[]): boolean {
  return kind === 'management-command' && found.some((item) => item.kind === 'django-command');
}

const STRICTEST: readonly Workload[] = ['interactive', 'background', 'offline', 'unknown'];

/** The strictest wins, and its evidence comes first. */
function verdictOf(evidence: readonly Evidence[]): WorkloadVerdict {
  const workload = STRICTEST.find((each) => evidence.some((item) => item.workload === each)) ?? 'unknown';
  const ordered = [...evidence].sort((a, b) => STRICTEST.indexOf(a.workload) - STRICTEST.indexOf(b.workload));
  return { workload, evidence: ordered.slice(0, MOST_SHOWN) };
}

/** Of several places that send the same request: one whose answer a person waits for decides, and one that is not known is not passed over. */
export function strictest(verdicts: readonly WorkloadVerdict[]): WorkloadVerdict {
  const [first] = verdicts;
  if (!first) return { workload: 'unknown', evidence: [] };
  return ORDER.flatMap((workload) => verdicts.find((verdict) => verdict.workload === workload) ?? [])[0] ?? first;
}

const ORDER: readonly WorkloadVerdict['workload'][] = ['interactive', 'unknown', 'background', 'offline'];

const MOST_SHOWN = 5;
