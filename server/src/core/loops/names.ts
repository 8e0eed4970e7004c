/** Names of a loop and of the functions it calls, as paths in one state: which are apart, and which are the same thing. */
import type { FlowAccess, FlowStatement } from '../syntax/flow/flow';
import type { Span } from '../text/span';
import type { Frame } from './passes';

export class Names {
  /** Plain names that were given the same thing. */
  private readonly same = new Map<string, Set<string>>();

  /** `home`: the file of the loop, whose names have no file before them. */
  constructor(private readonly home: string) {}

  /** The path of a name of a function in the state: its own names are apart from the caller's. */
  path(written: string, { prefix, locals, aliases, source }: Frame): string {
    if (!locals) return written;
    const [root = '', ...rest] = written.split('.');
    const alias = aliases.get(root);
    if (alias !== undefined) return [alias, ...rest].join('.');
    if (locals.has(root)) return prefix + written;
    return source.unit.path === this.home ? written : `${source.unit.path}#${written}`;
  }

  /** Other paths of what is at a path. */
  sameAs(path: string): Iterable<string> {
    return this.same.get(path) ?? [];
  }

  /** `messages = history`: two names for one list. */
  note({ targets, value, operator }: Extract<FlowStatement, { kind: 'assign' }>, frame: Frame): void {
    const [target] = targets;
    if (operator !== undefined || target?.form !== 'name' || value?.shape !== 'name') return;
    if (value.accesses.length !== 1 || value.calls.length > 0) return;
    this.join(this.path(target.names[0]!, frame), this.path(value.accesses[0]!.path, frame));
  }

  join(a: string, b: string): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      this.same.set(one, (this.same.get(one) ?? new Set()).add(other));
  }

  /** The code of a path or an address, with names as the loop's own function has them. */
  keyOf(resource: Span, accesses: readonly FlowAccess[], frame: Frame): string {
    const { text } = frame.source.unit;
    let code = '';
    let at = resource.start;
    for (const { name, span } of [...accesses].sort((a, b) => a.span.start - b.span.start)) {
      if (span.start < at) continue;
      const path = this.path(name, frame);
      code += text.slice(at, span.start) + [path, ...this.sameAs(path)].sort()[0]!;
      at = span.start + name.length;
    }
    code += text.slice(at, resource.end);
    return code.replace(/\s+/g, '').replace(/^(?:pathlib\.)?Path\((.*)\)$/, '$1');
  }
}
