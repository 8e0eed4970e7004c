import type { FileFlow } from '../core/syntax/flow/flow';
import type { SourceUnit } from '../core/link/moduleHost';

/** A flow holds on to its file's syntax tree, so only those of the files at hand are kept. */
const KEPT = 4;

/** Flows of the files asked about last, one per version of a file. */
export class FlowCache {
  private readonly kept: { readonly unit: SourceUnit; readonly flow: FileFlow }[] = [];

  of(unit: SourceUnit, make: () => FileFlow): FileFlow {
    const found = this.kept.find((each) => each.unit.facts === unit.facts);
    if (found) return found.flow;
    const flow = make();
    const former = this.kept.findIndex((each) => each.unit.path === unit.path);
    if (former >= 0) this.kept.splice(former, 1);
    this.kept.push({ unit, flow });
    if (this.kept.length > KEPT) this.kept.shift();
    return flow;
  }

  clear(): void {
    this.kept.length = 0;
  }
}
