import { parse as parseToml } from 'smol-toml';
import type { Dependencies, ManifestSignals } from './manifest';
import { isForeignPackage } from '../../core/providers/foreignPackages';

/** Whether a file name is a Python manifest. `requirements` files come in many names: requirements-dev.txt, dev-requirements.txt. */
export function isPythonManifest(name: string): boolean {
  return (
    name === 'pyproject.toml' ||
    name === 'setup.py' ||
    name === 'setup.cfg' ||
    name === 'Pipfile' ||
    /^environment\.ya?ml$/.test(name) ||
    /^[\w.-]*requirements[\w.-]*\.(?:txt|in)$/.test(name)
  );
}

/** The signals of a Python manifest. Never throws; what can't be read says nothing. */
export function readPythonManifest(name: string, text: string): ManifestSignals | undefined {
  let dependencies: Dependencies;
  try {
    if (name === 'pyproject.toml') dependencies = fromPyproject(parseToml(text));
    else if (name === 'Pipfile') dependencies = fromTables(parseToml(text), ['packages', 'dev-packages']);
    else if (name.endsWith('.py')) dependencies = fromStrings(text);
    else dependencies = fromLines(text);
  } catch {
    return undefined;
  }
  return judge(dependencies);
}

function judge(dependencies: Dependencies): ManifestSignals {
  let usesOpenAI = false;
  let usesOtherProvider = false;
  let sdkMajor: number | undefined;
  for (const [rawName, range] of dependencies) {
    const name = normalizePythonName(rawName);
    if (name === 'openai') {
      usesOpenAI = true;
      if (range !== undefined) sdkMajor ??= majorOfSpecifier(range);
    } else if (isForeignPackage('python', name)) {
      usesOtherProvider = true;
    }
  }
  return { usesOpenAI, usesOtherProvider, ...(sdkMajor === undefined ? {} : { sdkMajor }), hasUndici: false, otherRuntime: false };
}

/**
 * The major version a specifier (PEP 440 or Poetry) speaks of. A lower bound alone (`>=1.30`) counts: the major it names
 * is the oldest in use, and what the code was written for. `<1` means 0.
 */
export function majorOfSpecifier(specifier: string): number | undefined {
  const lower = /(?:===?|~=|>=|>|\^|~)\s*v?(\d+)/.exec(specifier) ?? /^\s*v?(\d+)/.exec(specifier);
  if (lower) return Number(lower[1]);
  const upper = /<\s*v?(\d+)(?:\.(\d+))?/.exec(specifier);
  return upper && Number(upper[1]) <= 1 && Number(upper[2] ?? 0) === 0 ? 0 : undefined;
}

const REQUIREMENT = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*((?:===?|~=|!=|[<>]=?)[^;#]*)?/;

function* fromRequirements(lines: Iterable<unknown>): Dependencies & Generator<readonly [string, string | undefined]> {
  for (const line of lines) {
    const match = typeof line === 'string' ? REQUIREMENT.exec(line) : null;
    if (match?.[1]) yield [match[1], match[2]?.trim()];
  }
}

/** requirements.txt, setup.cfg, environment.yml: one requirement a line, perhaps as a list item, conda's with a single `=`. */
function fromLines(text: string): Dependencies {
  return fromRequirements(text.split(/\r?\n/).map((line) => line.replace(/^\s*-\s+/, '').replace(/^(\s*[\w.-]+)=(?=\d)/, '$1==')));
}

/** setup.py: every string that reads like a requirement. */
function fromStrings(text: string): Dependencies {
  return fromRequirements([...text.matchAll(/(["'])([A-Za-z0-9][^"'\n]{0,80})\1/g)].map((match) => match[2]));
}

function* fromPyproject(document: unknown): Generator<readonly [string, string | undefined]> {
  const project = table(table(document)['project']);
  yield* fromRequirements(list(project['dependencies']));
  for (const group of Object.values(table(project['optional-dependencies']))) yield* fromRequirements(list(group));
  for (const group of Object.values(table(table(document)['dependency-groups']))) yield* fromRequirements(list(group));
  if (typeof project['name'] === 'string') yield [project['name'], undefined];
  const tools = table(table(document)['tool']);
  const poetry = table(tools['poetry']);
  yield* fromTables(poetry, ['dependencies', 'dev-dependencies']);
  for (const group of Object.values(table(poetry['group']))) yield* fromTables(group, ['dependencies']);
  yield* fromRequirements(list(table(tools['uv'])['dev-dependencies']));
  for (const group of Object.values(table(table(tools['pdm'])['dev-dependencies']))) yield* fromRequirements(list(group));
}

/** Poetry and Pipenv: `name = "^1.2"` or `name = { version = "^1.2" }`. */
function* fromTables(parent: unknown, names: readonly string[]): Generator<readonly [string, string | undefined]> {
  for (const name of names) {
    for (const [dependency, value] of Object.entries(table(table(parent)[name]))) {
      const range = typeof value === 'string' ? value : table(value)['version'];
      yield [dependency, typeof range === 'string' ? range : undefined];
    }
  }
}

/** PyPI's normal form: lower case, runs of `-`, `_` and `.` are one dash. */
function normalizePythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function table(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
