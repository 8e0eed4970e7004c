/**
 * One piece of a glob between slashes, matched against one name. A set of states walks along the name once, so no
 * pattern makes it go back: the work is at most the length of the pattern times that of the name, and that of the name
 * once more for each `!(...)`.
 */
import { readClass, type CharacterTest } from './globClass';

export class GlobError extends Error {}

export type SegmentTest = (name: string) => boolean;

/** What means something in a pattern besides `*`, `?`, `[...]` and `\`. */
export interface Syntax {
  /** `+(a|b)`, `*(...)`, `?(...)`, `@(...)`, `!(...)`. */
  readonly groups: boolean;
}

type Node =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'star' }
  | { readonly kind: 'group'; readonly mark: string; readonly alternatives: readonly (readonly Node[])[] };

/** Groups in groups: more than this means nothing to anybody. */
const DEEPEST = 20;

/** @throws GlobError */
export function compileSegment(pattern: string, syntax: Syntax): SegmentTest {
  const nodes = new SegmentParser(pattern, syntax).parse();
  return quickTest(nodes) ?? new Automaton(nodes).test;
}

/** The patterns that most globs are made of need no automaton. */
function quickTest(nodes: readonly Node[]): SegmentTest | undefined {
  const [first, second, third] = nodes;
  const literal = (node: Node | undefined): string | undefined => (node?.kind === 'literal' ? node.text : undefined);
  if (nodes.length === 0) return (name) => name === '';
  if (nodes.length === 1 && first?.kind === 'star') return () => true;
  const head = literal(first);
  if (nodes.length === 1 && head !== undefined) return (name) => name === head;
  if (nodes.length === 2 && head !== undefined && second?.kind === 'star') return (name) => name.startsWith(head);
  const tail = literal(nodes.at(-1));
  if (nodes.length === 2 && first?.kind === 'star' && tail !== undefined) return (name) => name.endsWith(tail);
  if (nodes.length === 3 && head !== undefined && second?.kind === 'star' && literal(third) !== undefined)
    return (name) => name.length >= head.length + tail!.length && name.startsWith(head) && name.endsWith(tail!);
  return undefined;
}

class SegmentParser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly pattern: string,
    private readonly syntax: Syntax,
  ) {}

  parse(): readonly Node[] {
    return this.sequence();
  }

  /** Up to the end, in a group up to a bar or the closing bracket. */
  private sequence(): readonly Node[] {
    const nodes: Node[] = [];
    let literal = '';
    const flush = (): void => {
      if (literal !== '') nodes.push({ kind: 'literal', text: literal });
      literal = '';
    };
    while (this.at < this.pattern.length) {
      const character = this.pattern[this.at]!;
      if (this.depth > 0 && (character === '|' || character === ')')) break;
      const node = this.special(character);
      if (typeof node === 'string') {
        literal += node;
        continue;
      }
      flush();
      // Stars in a row say what one says.
      if (node.kind !== 'star' || nodes.at(-1)?.kind !== 'star') nodes.push(node);
    }
    flush();
    return nodes;
  }

  private special(character: string): Node | string {
    const next = this.pattern[this.at + 1];
    if (this.syntax.groups && next === '(' && '+*?@!'.includes(character)) return this.group(character);
    this.at++;
    if (character === '*') return { kind: 'star' };
    if (character === '?') return { kind: 'character', test: () => true };
    if (character === '\\' && next !== undefined) {
      this.at++;
      return next;
    }
    if (character !== '[') return character;
    const { test, end } = readClass(this.pattern, this.at - 1) ?? {};
    if (!test || end === undefined) throw new GlobError('a closing ] is missing');
    this.at = end;
    return { kind: 'character', test };
  }

  private group(mark: string): Node {
    if (++this.depth > DEEPEST) throw new GlobError('too many brackets in brackets');
    this.at += 2;
    const alternatives = [this.sequence()];
    while (this.pattern[this.at] === '|') {
      this.at++;
      alternatives.push(this.sequence());
    }
    if (this.pattern[this.at] !== ')') throw new GlobError('a closing ) is missing');
    this.at++;
    this.depth--;
    return { kind: 'group', mark, alternatives };
  }
}

/** What a state does: take one character, go on without one, or (for `!(...)`) take any stretch that the inner one does not. */
type State =
  | { readonly kind: 'take'; readonly test: CharacterTest; readonly to: number }
  | { readonly kind: 'free'; readonly to: readonly number[] }
  | { readonly kind: 'not'; readonly inner: Automaton; readonly to: number }
  | { readonly kind: 'end' };

class Automaton {
  private readonly states: State[] = [{ kind: 'end' }];
  private readonly start: number;

  constructor(nodes: readonly Node[]) {
    this.start = this.build(nodes, 0);
  }

  readonly test = (name: string): boolean => this.ends(name, 0).has(name.length);

  /** Where a match from an offset can end. */
  ends(name: string, from: number): ReadonlySet<number> {
    const ends = new Set<number>();
    const waiting = new Map<number, Set<number>>([[from, new Set([this.start])]]);
    for (let at = from; at <= name.length && waiting.size > 0; at++) {
      const current = waiting.get(at);
      if (!current) continue;
      waiting.delete(at);
      // A set is walked in the order of insertion, what is added meanwhile too.
      for (const index of current) {
        const state = this.states[index]!;
        if (state.kind === 'end') ends.add(at);
        else if (state.kind === 'free') for (const to of state.to) current.add(to);
        else if (state.kind === 'take') {
          if (at < name.length && state.test(name[at]!)) put(waiting, at + 1, state.to);
        } else {
          const refused = state.inner.ends(name, at);
          if (!refused.has(at)) current.add(state.to);
          for (let end = at + 1; end <= name.length; end++) if (!refused.has(end)) put(waiting, end, state.to);
        }
      }
    }
    return ends;
  }

  /** Adds states from the last to the first; `next` is where the match goes on. */
  private build(nodes: readonly Node[], next: number): number {
    let to = next;
    for (let i = nodes.length - 1; i >= 0; i--) to = this.buildNode(nodes[i]!, to);
    return to;
  }

  private buildNode(node: Node, next: number): number {
    if (node.kind === 'character') return this.add({ kind: 'take', test: node.test, to: next });
    if (node.kind === 'literal') {
      let to = next;
      for (let i = node.text.length - 1; i >= 0; i--) {
        const wanted = node.text[i]!;
        to = this.add({ kind: 'take', test: (character) => character === wanted, to });
      }
      return to;
    }
    if (node.kind === 'star') return this.repeat(next, (again) => [this.add({ kind: 'take', test: () => true, to: again })]);
    if (node.mark === '!') return this.add({ kind: 'not', inner: new Automaton([{ ...node, mark: '@' }]), to: next });
    const { alternatives, mark } = node;
    const once = (to: number): number[] => alternatives.map((each) => this.build(each, to));
    if (mark === '*') return this.repeat(next, once);
    if (mark === '+') return this.add({ kind: 'free', to: once(this.repeat(next, once)) });
    return this.add({ kind: 'free', to: mark === '?' ? [next, ...once(next)] : once(next) });
  }

  /** None, one or more times. */
  private repeat(next: number, once: (again: number) => readonly number[]): number {
    const to: number[] = [next];
    const head = this.add({ kind: 'free', to });
    to.push(...once(head));
    return head;
  }

  private add(state: State): number {
    return this.states.push(state) - 1;
  }
}

function put(sets: Map<number, Set<number>>, at: number, state: number): void {
  const set = sets.get(at);
  if (set) set.add(state);
  else sets.set(at, new Set([state]));
}
