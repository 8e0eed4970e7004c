/** Which names hold something made of an answer, at one point of a loop. */
import type { Span } from '../text/span';

export interface Taint {
  /** `certain`: the answer went in. `possible`: something unknown was handed the answer along with the name. */
  readonly strength: 'certain' | 'possible';
  /** How it got there: `grows` for a list that was added to, `failure` for what happens only when a request fails or succeeds. */
  readonly how: 'holds' | 'grows' | 'failure';
  /** It was added with a method of lists, not with `+=`. */
  readonly isList?: true;
  /** Where. */
  readonly at: Span;
  /** The request whose answer it is; absent for what failed. */
  readonly from?: Span;
  /** What was first handed an answer, for `possible`. */
  readonly origin?: string;
  /** As written there: `history`, `self.history`. */
  readonly name: string;
}

/** Taints by path: `history`, `self.history`. Immutable to the outside: every change gives another state. */
export class State {
  private constructor(private readonly taints: ReadonlyMap<string, Taint>) {}

  static readonly CLEAN = new State(new Map());

  /** The taint that reading a path meets: of the path itself, what it is part of, or what is part of it. */
  read(path: string): Taint | undefined {
    const exact = this.taints.get(path);
    if (exact) return exact;
    if (this.taints.size === 0) return undefined;
    for (const [other, taint] of this.taints) {
      if (path.startsWith(`${other}.`) || other.startsWith(`${path}.`)) return taint;
    }
    return undefined;
  }

  /** A name gets a new value. */
  write(name: string, taint: Taint | undefined): State {
    const next = new Map(this.taints);
    for (const path of next.keys()) if (path === name || path.startsWith(`${name}.`)) next.delete(path);
    if (taint) next.set(name, { ...taint, name });
    return next.size === 0 ? State.CLEAN : new State(next);
  }

  /** Something is added to what a path holds. */
  add(path: string, taint: Taint | undefined): State {
    const before = this.taints.get(path);
    if (!taint || before?.strength === 'certain' || (before && taint.strength === 'possible')) return this;
    return new State(new Map(this.taints).set(path, { ...taint, name: path }));
  }

  merge(other: State): State {
    if (other === this || other.taints.size === 0) return this;
    if (this.taints.size === 0) return other;
    let merged: State = this;
    for (const [path, taint] of other.taints) merged = merged.add(path, taint);
    return merged;
  }

  isSameAs(other: State): boolean {
    return (
      this.taints.size === other.taints.size &&
      [...this.taints].every(([path, { strength }]) => other.taints.get(path)?.strength === strength)
    );
  }

  /** Without the names that are local to a function that was left. */
  without(isLocal: (name: string) => boolean): State {
    const kept = [...this.taints].filter(([path]) => !isLocal(path.split('.', 1)[0]!));
    return kept.length === this.taints.size ? this : new State(new Map(kept));
  }
}

export function stronger(a: Taint | undefined, b: Taint | undefined): Taint | undefined {
  if (!a || !b) return a ?? b;
  return a.strength === 'certain' ? a : b;
}
