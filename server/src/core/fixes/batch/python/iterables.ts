/** What a loop goes through: whether a second pass sees the same, and how to leave a progress bar out. */
import type { SourceUnit } from '../../../link/moduleHost';
import type { FlowExpression, FlowStatement } from '../../../syntax/flow/flow';
import type { LoopAnalysis } from '../../../loops/loopAnalysis';
import { accessesIn, statementsIn } from '../../../syntax/flow/walk';

/** Calls whose result can be gone through again as long as it is written in the head of a loop, given such arguments. */
const MAKERS =
  /^(range|enumerate|zip|reversed|sorted|list|tuple|set|dict|tqdm|trange|tqdm\.tqdm|tqdm\.auto\.tqdm|track|rich\.progress\.track|itertools\.(product|chain|combinations|permutations)|product|combinations|permutations)$/;
const METHODS = /\.(items|keys|values|iterrows|itertuples|split|splitlines|to_dict|tolist|to_list|unique)$/;
const PROGRESS = /^(tqdm|tqdm\.tqdm|tqdm\.auto\.tqdm|tqdm_notebook|track|rich\.progress\.track|alive_it)$/;

/** Calls that give a collection, not something that is used up. */
const COLLECTIONS =
  /^(list|tuple|set|dict|sorted|range|json\.loads?|os\.listdir|glob\.glob|load_dataset|pd\.(DataFrame|read_\w+|concat)|np\.\w+|yaml\.safe_load)$|\.(split|splitlines|readlines|read_csv|tolist|to_list|to_dict|copy|keys|values|items|json)$/;

export function isRepeatable(iterable: FlowExpression, analysis: LoopAnalysis, unit: SourceUnit): boolean {
  return isStable(unit.text.slice(iterable.span.start, iterable.span.end), iterable, analysis, unit);
}

function isStable(code: string, iterable: FlowExpression, analysis: LoopAnalysis, unit: SourceUnit): boolean {
  const inner = bound(analysis);
  const names = iterable.accesses.filter(({ kind, deferred }) => kind === 'read' && deferred === undefined);
  for (const call of iterable.calls) {
    const callee = call.callee ?? `.${call.method ?? ''}`;
    if (!MAKERS.test(callee) && !METHODS.test(callee) && callee !== 'len' && callee !== 'str') return false;
  }
  if (iterable.loops.length > 0) return false;
  if (changed(analysis).some((name) => names.some((access) => access.name === name))) return false;
  // Names whose items are gone through must be collections; `range(len(x))` and `d.items()` need nothing more.
  return names.every(({ name, path }) => {
    if (MAKERS.test(name) || MAKERS.test(path) || name === 'len' || inner.has(name)) return true;
    const isMeasured =
      new RegExp(`\\blen\\(\\s*${path.replace(/[.]/g, '\\.')}\\s*\\)`).test(code) &&
      iterable.calls.some(({ callee }) => callee === 'range');
    if (isMeasured || METHODS.test(path) || new RegExp(`\\b${name}\\s*\\[`).test(code)) return true;
    if (iterable.calls.some(({ callee }) => callee === 'range')) return true;
    return path === name && isCollection(name, analysis, unit);
  });
}

function bound({ nested }: LoopAnalysis): ReadonlySet<string> {
  return new Set(nested.flatMap(({ clauses }) => clauses.flatMap(({ targets }) => targets.names)));
}

/** Names that the loop itself changes. */
function changed({ loop }: LoopAnalysis): string[] {
  return accessesIn(loop.body)
    .filter(
      ({ kind, method }) =>
        kind !== 'read' || (method !== undefined && /^(append|extend|insert|pop|remove|clear|add|discard|update)$/.test(method)),
    )
    .map(({ name }) => name);
}

/** Whether every value the name gets in the function or the module is a collection. */
function isCollection(name: string, { place }: LoopAnalysis, { facts, text }: SourceUnit): boolean {
  const fn = place.function;
  const parameter = fn.parameters.find(({ names }) => names.includes(name));
  if (parameter) return isCollectionType(text.slice(parameter.span.start, parameter.span.end));
  const own = assignments(fn.body.statements, name);
  const found =
    own.length > 0
      ? own
      : facts.bindings.some((binding) => binding.name === name && binding.scope === 0 && binding.kind === 'variable')
        ? assignments(moduleStatements(place.flow.module.body.statements), name)
        : [];
  return found.length > 0 && found.every((statement) => statement.kind === 'assign' && givesCollection(statement, text));
}

function moduleStatements(statements: readonly FlowStatement[]): readonly FlowStatement[] {
  return statements;
}

function assignments(statements: readonly FlowStatement[], name: string): FlowStatement[] {
  const span = { start: 0, end: 0 };
  return [...statementsIn({ span, statements })].filter(
    (statement) => statement.kind === 'assign' && statement.targets.some(({ names }) => names.includes(name)),
  );
}

function givesCollection(statement: FlowStatement & { kind: 'assign' }, text: string): boolean {
  const { value } = statement;
  if (!value) return false;
  if (statement.operator !== undefined) return true;
  if (!statement.targets.every(({ form }) => form === 'name')) return false;
  if (value.shape === 'list' || value.shape === 'dictionary') return true;
  if (value.shape === 'loop') return value.loops.length === 1 && value.loops[0]!.form === 'comprehension';
  if (value.shape === 'literal') return true;
  const outer =
    value.calls.find(({ span }) => span.start === value.span.start && span.end === value.span.end) ??
    value.calls.find(({ span }) => span.end === value.span.end);
  if (value.shape === 'call' && outer) return COLLECTIONS.test(outer.callee ?? `.${outer.method ?? ''}`);
  return (
    /^\w+(\.\w+)*\[[^\]]*\]$/.test(text.slice(value.span.start, value.span.end)) &&
    /\[[^\]]*:[^\]]*\]$/.test(text.slice(value.span.start, value.span.end))
  );
}

function isCollectionType(parameter: string): boolean {
  return /:\s*["']?(typing\.|t\.)?(list|List|tuple|Tuple|set|Set|Sequence|dict|Dict|Mapping|Collection|pd\.DataFrame|DataFrame|frozenset)\b/.test(
    parameter,
  );
}

/** `tqdm(docs, desc=...)` as `docs`. */
export function quiet(iterable: FlowExpression, text: string): string {
  const code = text.slice(iterable.span.start, iterable.span.end);
  const call = iterable.calls.find(({ span }) => span.start === iterable.span.start && span.end === iterable.span.end);
  const [first] = call?.args ?? [];
  if (!call || !PROGRESS.test(call.callee ?? '') || !first || first.name !== undefined || first.spread !== undefined) return code;
  return text.slice(first.span.start, first.span.end);
}
