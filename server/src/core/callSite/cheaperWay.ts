import type { TierPrice } from '../catalog/model';
import type { TierName } from '../catalog/serviceTier';

/** One way to run a call for less than what it runs on now. */
export interface CheaperWay {
  readonly tier: Exclude<TierName, 'priority'>;
  /** As the tables of prices name it: "flex", "background, 2 h"; the successor's id where the model changes. */
  readonly label: string;
  /** Percent less than now, of input or of output, whichever saves less. */
  readonly savingPercent: number;
  /**
   * What it takes. `fix`: a fix on offer at the call. `model`: the successor that the catalog names, by hand. `restructuring`: code
   * that is built in another way, such as requests that are gathered for Batch.
   */
  readonly takes: 'fix' | 'model' | 'restructuring';
  /** US dollars per million tokens, now and then; absent where the model, and so the price, is not known. */
  readonly price?: { readonly now: TierPrice; readonly then: TierPrice };
  /** The model that the catalog names as successor. */
  readonly successor?: string;
  /** Nothing says whether the model takes the tier: it holds where it does. */
  readonly ifModelTakesIt?: true;
}
