/** Goes backwards from a request and sorts statements by what is needed at their place. */
import type { FlowAccess, FlowBlock, FlowCall, FlowExpression, FlowLoop, FlowStatement } from '../../../syntax/flow/flow';
import type { Aliases, Need } from './aliases';
import { decline } from './declined';
import { declaresOf, isJump, isPlainAssignment, leaves, readsOf, writesOf, type Effects } from './effects';
import { lineOf } from './lines';
import { declineSeen, loopNames, type Level } from './levels';

export class Sorter {
  readonly building = new Set<FlowStatement>();
  readonly guards = new Set<FlowStatement>();
  readonly inGuards = new Set<FlowStatement>();
  private needs: readonly Need[] = [];

  constructor(
    private readonly text: string,
    private readonly effects: Effects,
    private readonly aliases: Aliases,
  ) {}

  need(accesses: readonly Need[]): void {
    const known = new Set(this.needs.map(keyOf));
    this.needs = [...this.needs, ...accesses.filter((access) => !known.has(keyOf(access)) && known.add(keyOf(access)))];
  }

  /** What is needed where the walk stands: before the loop, when it is done. */
  openNeeds(): readonly Need[] {
    return this.needs;
  }

  /** The head of what encloses the next level. */
  enter({ statement, entry }: Level): void {
    if (entry?.kind === 'loop') return this.head(entry.loop);
    if (entry?.kind === 'branch' && statement.kind === 'if') {
      for (const { condition } of statement.branches.slice(0, entry.index + 1)) if (condition) this.condition(condition);
    }
    if (statement.kind !== 'with') return;
    for (const { value, target } of [...statement.items].reverse()) {
      if (!target?.names.some((name) => this.needs.some((need) => need.name === name))) continue;
      this.settle(target.names);
      this.need(readsOf(value.accesses));
    }
  }

  head(loop: FlowLoop): void {
    this.settle(loopNames(loop));
    for (const { iterable } of loop.clauses) {
      this.need(readsOf(iterable.accesses).map((access) => ({ ...access, isHead: true })));
      this.need(readsOf(this.throughCalls(iterable.calls)));
    }
    for (const part of [loop.condition, loop.update]) {
      if (!part) continue;
      this.need(readsOf(part.accesses));
      this.need(readsOf(this.throughCalls(part.calls)));
    }
  }

  sort(statement: FlowStatement): void {
    if (leaves(statement)) {
      this.guards.add(statement);
      return this.sortGuard(statement);
    }
    const accesses = this.effects.accessesOf(statement);
    if (!this.isNeeded(statement, accesses)) return;
    const seen = this.effects.seenCall(statement);
    if (seen) declineSeen(seen, this.text);
    this.building.add(statement);
    this.absorb(statement);
  }

  /** All of the statement is needed: what it gives a value needs none before it, what it reads does. */
  private absorb(statement: FlowStatement): void {
    switch (statement.kind) {
      case 'with':
        this.absorbAll(statement.block);
        this.settle(statement.items.flatMap(({ target }) => target?.names ?? []));
        return this.need(readsOf(this.effects.ownAccessesOf(statement)));
      case 'if': {
        const behind = this.needs;
        let together: readonly Need[] = statement.branches[statement.branches.length - 1]!.condition ? behind : [];
        for (const { block } of statement.branches) {
          this.needs = behind;
          this.absorbAll(block);
          together = this.joined(together, this.needs);
        }
        this.needs = together;
        return this.need(readsOf(this.effects.ownAccessesOf(statement)));
      }
      case 'loop': {
        const behind = this.needs;
        // What one pass leaves behind, the next may need.
        for (let pass = 0; pass < 2; pass++) {
          this.absorbAll(statement.loop.body);
          this.settle(loopNames(statement.loop));
          this.needs = this.joined(behind, this.needs);
        }
        return this.need(readsOf(this.effects.ownAccessesOf(statement)));
      }
      default:
        if (isPlainAssignment(statement)) this.settle(writesOf(statement));
        this.need(readsOf(this.effects.accessesOf(statement)));
    }
  }

  private absorbAll({ statements }: FlowBlock): void {
    for (const inner of [...statements].reverse()) this.absorb(inner);
  }

  private joined(a: readonly Need[], b: readonly Need[]): readonly Need[] {
    const known = new Set(a.map(keyOf));
    return [...a, ...b.filter((need) => !known.has(keyOf(need)))];
  }

  private isNeeded(statement: FlowStatement, accesses: readonly FlowAccess[]): boolean {
    const declared = declaresOf(statement);
    const written = writesOf(statement);
    const changes = this.aliases.spread(accesses, this.effects).filter((access) => this.effects.isEffect(access));
    return this.needs.some(
      (need) => declared.includes(need.name) || written.includes(need.name) || changes.some((change) => this.aliases.spoils(change, need)),
    );
  }

  /** These names have their value from here on. */
  private settle(names: readonly string[]): void {
    this.needs = this.needs.filter(({ name }) => !names.includes(name));
  }

  /** Its conditions are needed, and what in it the request is made of. Each branch starts from what is needed behind the guard. */
  private sortGuard(guard: FlowStatement): void {
    if (isJump(guard)) return this.checkJump(guard);
    if (guard.kind === 'if') {
      const blocks = guard.branches.map(({ block }) => block);
      this.sortBranches(blocks, guard.branches[guard.branches.length - 1]!.condition === undefined);
      for (const { condition } of guard.branches) if (condition) this.condition(condition);
      return;
    }
    if (guard.kind === 'match') {
      this.sortBranches(
        guard.cases.map(({ block }) => block),
        false,
      );
      for (const { accesses } of guard.cases) {
        this.settle(accesses.filter(({ kind }) => kind === 'write').map(({ name }) => name));
        this.need(readsOf(accesses));
      }
      return this.condition(guard.subject);
    }
    if (guard.kind === 'try' && !guard.otherwise && !guard.finally) return this.sortTry(guard);
    decline(`line ${lineOf(this.text, guard.span.start)} may end the iteration before the request in a way that can't be taken apart`);
  }

  private checkJump(jump: FlowStatement): void {
    if ('label' in jump && jump.label !== undefined) decline(`line ${lineOf(this.text, jump.span.start)} jumps to a label`);
  }

  /** A branch that leaves needs nothing of what follows; one that goes on needs all of it. */
  private sortBranches(blocks: readonly FlowBlock[], isComplete: boolean): void {
    const behind = this.needs;
    let together: readonly Need[] = isComplete ? [] : behind;
    for (const { statements } of blocks) {
      this.needs = behind;
      for (const inner of [...statements].reverse()) this.sortInner(inner);
      together = this.joined(together, this.needs);
    }
    this.needs = together;
  }

  private sortInner(inner: FlowStatement): void {
    if (leaves(inner)) return this.sortGuard(inner);
    const before = new Set(this.building);
    this.sort(inner);
    for (const statement of this.building) if (!before.has(statement)) this.inGuards.add(statement);
  }

  /** `try: data = json.loads(x) except ValueError: continue`: whether it fails decides, so all of its body is needed. */
  private sortTry(guard: Extract<FlowStatement, { kind: 'try' }>): void {
    this.sortBranches(
      guard.handlers.map(({ block }) => block),
      false,
    );
    for (const inner of [...guard.body.statements].reverse()) {
      if (leaves(inner)) {
        this.sortGuard(inner);
        continue;
      }
      const seen = this.effects.seenCall(inner);
      if (seen) declineSeen(seen, this.text);
      this.building.add(inner);
      this.inGuards.add(inner);
      this.need(readsOf(this.effects.accessesOf(inner)));
    }
  }

  private condition(condition: FlowExpression): void {
    const seen = this.effects.seenAmong(condition.calls);
    if (seen) declineSeen(seen, this.text);
    this.need(readsOf(condition.accesses));
    this.need(readsOf(this.throughCalls(condition.calls)));
  }

  private throughCalls(calls: readonly FlowCall[]): readonly FlowAccess[] {
    return calls.flatMap((call) => this.effects.through(call));
  }
}

function keyOf({ path, method, isHead, span }: Need): string {
  return `${path}(${method ?? ''})${isHead ?? ''}${span.start}`;
}
