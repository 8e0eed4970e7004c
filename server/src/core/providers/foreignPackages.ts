/** Packages of other providers, as manifests list them and as code imports them. */
import { FOREIGN_PROVIDERS, type PackageFamily } from './foreignProviders';

const PYTHON = FOREIGN_PROVIDERS.flatMap(({ packages }) => Object.entries(packages?.python ?? {}));
const NPM = FOREIGN_PROVIDERS.flatMap(({ packages }) => packages?.ecmascript ?? []);

const NAMES: Readonly<Record<PackageFamily, ReadonlySet<string>>> = {
  python: new Set(PYTHON.map(([name]) => name)),
  ecmascript: new Set(NPM),
};
const MODULES: Readonly<Record<PackageFamily, ReadonlySet<string>>> = {
  python: new Set(PYTHON.flatMap(([, modules]) => modules)),
  ecmascript: NAMES.ecmascript,
};

/** Between a package and a module in it. */
const SEPARATORS: Readonly<Record<PackageFamily, string>> = { python: '.', ecmascript: '/' };

/** Whether a manifest's dependency is another provider's. Python names in PyPI's normal form. */
export function isForeignPackage(family: PackageFamily, name: string): boolean {
  return NAMES[family].has(name) || NAMES[family].has(scopeOf(name));
}

/** Whether an imported module is another provider's, or a part of it. `imported`: the name taken from it, which may be a module itself. */
export function isForeignModule(family: PackageFamily, module: string, imported?: string): boolean {
  const bare = module.replace(/^npm:/, '');
  const known = MODULES[family];
  if (known.has(bare) || (imported !== undefined && known.has(`${bare}${SEPARATORS[family]}${imported}`))) return true;
  for (let at = bare.length; (at = Math.max(bare.lastIndexOf('.', at - 1), bare.lastIndexOf('/', at - 1))) > 0; ) {
    if (known.has(bare.slice(0, at))) return true;
  }
  return known.has(scopeOf(bare));
}

/** `@mistralai/` of `@mistralai/mistralai`. */
function scopeOf(name: string): string {
  return name.startsWith('@') ? name.slice(0, name.indexOf('/') + 1) : '';
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const anyOf = (names: Iterable<string>): string => [...names].map(escaped).join('|');

/** `from google import genai`: a module within a package that holds others too. */
const NESTED = [...MODULES.python].filter((module) => module.includes('.'));
const WITHIN = NESTED.map((module) => {
  const dot = module.lastIndexOf('.');
  return `from\\s+${escaped(module.slice(0, dot))}\\s+import\\s+(?:[\\w, (]*\\b)?${escaped(module.slice(dot + 1))}\\b`;
});

const IMPORTS: Readonly<Record<PackageFamily, RegExp>> = {
  python: new RegExp(`\\b(?:(?:from|import)\\s+(?:${anyOf(MODULES.python)})\\b|${WITHIN.join('|')})`),
  ecmascript: new RegExp(
    `["'](?:npm:)?(?:${[...NAMES.ecmascript].map((name) => (name.endsWith('/') ? `${escaped(name)}[\\w-]+` : escaped(name))).join('|')})(?:/[\\w./-]*)?["']`,
  ),
};

/** A text that imports a package of another provider, as a cheap look tells. */
export function importsForeignPackage(family: PackageFamily, text: string): boolean {
  return IMPORTS[family].test(text);
}
