/** What a file of the workspace exports under a name. */
import { traitsOf } from '../syntax/languageTraits';
import type { Evaluator } from './evaluator';
import { evaluateMember } from './evaluateMember';
import type { Context, Value } from './value';

const MAX_STAR_EXPORTS = 40;

/** The values of an exported name, through re-exports and barrel files; empty when the file has no such export. */
export function exportedValue(evaluator: Evaluator, file: string, name: string, seen: Set<string> = new Set()): readonly Value[] {
  if (seen.has(file) || seen.size > MAX_STAR_EXPORTS) return [];
  seen.add(file);
  const index = evaluator.index(file);
  if (!index) return [];
  const context: Context = { file, index, scope: 0 };
  const { facts } = index;
  const exportsAll = traitsOf(facts.language).exports === 'all';
  if (exportsAll) {
    if (index.bindingsIn(0, name).length > 0) return evaluator.evaluateName(name, Number.MAX_SAFE_INTEGER, context);
  } else {
    const direct = facts.exports.filter((item) => item.name === name);
    if (direct.length > 0) return direct.flatMap((item) => evaluator.evaluate(item.value, context));
    // `module.exports = X` seen through a default import or `require(...)`.
    const whole = facts.exports.filter((item) => item.name === '=');
    if (whole.length > 0 && name === 'default') return whole.flatMap((item) => evaluator.evaluate(item.value, context));
  }
  for (const star of facts.starImports) {
    if (!exportsAll && star.kind !== 're-export') continue;
    const target = evaluator.host.resolve(file, star.module, facts.language);
    const values = target === undefined ? [] : exportedValue(evaluator, target, name, seen);
    if (values.length > 0) return values;
  }
  return [];
}

/** A member of a module object: `import * as llm from './llm'; llm.client`. A CommonJS module may itself be the value. */
export function moduleMember(evaluator: Evaluator, file: string, name: string): readonly Value[] {
  const found = exportedValue(evaluator, file, name);
  if (found.length > 0) return found;
  // `module.exports = new OpenAI()`: the module is the client.
  const whole = wholeExport(evaluator, file).filter(
    (value) => value.kind === 'client' || value.kind === 'instance' || value.kind === 'resource',
  );
  if (whole.length > 0) return whole.flatMap((value) => evaluateMember(evaluator, value, name, undefined));
  const index = evaluator.index(file);
  if (!index) return [{ kind: 'unseen', why: 'import' }];
  const { ownPackage } = traitsOf(index.facts.language);
  if (ownPackage !== undefined) {
    const inner = evaluator.host.resolve(file, `${ownPackage}${name}`, index.facts.language);
    return inner === undefined ? [{ kind: 'unseen', why: 'import' }] : [{ kind: 'module', file: inner }];
  }
  return [{ kind: 'unseen', why: 'import' }];
}

/** The value of `require('./x')` when the module assigns `module.exports` something that is no dictionary of names. */
export function wholeExport(evaluator: Evaluator, file: string): readonly Value[] {
  const index = evaluator.index(file);
  if (!index || traitsOf(index.facts.language).exports === 'all') return [];
  const context: Context = { file, index, scope: 0 };
  return index.facts.exports.filter((item) => item.name === '=').flatMap((item) => evaluator.evaluate(item.value, context));
}
