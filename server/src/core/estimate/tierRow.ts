import type { BackgroundWindow, Support } from '../catalog/catalog';
import type { TierName } from '../catalog/serviceTier';

/** One way to run a model, with what it costs and asks. */
export interface TierRow {
  readonly tier: TierName;
  /** As a reader sees it: "priority (fast)", "background, 2 h". */
  readonly label: string;
  readonly window?: BackgroundWindow['window'];
  readonly available: Support;
  /** Why it is not available, or what is not known. */
  readonly reason?: string;
  /** US dollars per million tokens; absent where not available or not known. */
  readonly input?: number;
  readonly cachedInput?: number;
  readonly output?: number;
  /** Whole percent below standard; negative when dearer; the smaller of input and output where they differ. */
  readonly savingPercent?: number;
  /** The figures are a general rule, not a printed price. */
  readonly computed: boolean;
  /** How long an answer takes, and what the way asks of the program. */
  readonly latency: string;
}
