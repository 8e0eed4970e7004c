/** Reads off the installed `openai` package's types which client methods take a `service_tier`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';

export interface TierMethod {
  /** Path on the client: `chat.completions.create`. */
  readonly api: string;
  /** The request itself has the member, or something nested in it has. */
  readonly place: 'request' | 'nested';
  /** Literal values its type admits, sorted. */
  readonly values: readonly string[];
}

export interface NodeInventory {
  readonly version: string;
  /** Every method of every resource that takes arguments. */
  readonly methods: readonly string[];
  readonly withTier: readonly TierMethod[];
}

/** A configuration object sits at most this deep in a request: `{ agent: { service_tier } }`. */
const DEPTH = 3;

export function nodeInventory(): NodeInventory {
  const root = path.dirname(createRequire(import.meta.url).resolve('openai'));
  const program = ts.createProgram([path.join(root, 'client.d.ts')], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: ['node'],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path.join(root, 'client.d.ts'));
  const module = source && checker.getSymbolAtLocation(source);
  const client = module && checker.getExportsOfModule(module).find((each) => each.name === 'OpenAI');
  if (!source || !client) throw new Error('openai/client.d.ts no longer exports the class OpenAI');

  const methods: string[] = [];
  const withTier: TierMethod[] = [];
  visit(checker.getDeclaredTypeOfSymbol(client), '');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return { version, methods, withTier };

  function visit(type: ts.Type, prefix: string): void {
    for (const member of checker.getPropertiesOfType(type)) {
      if (member.name.startsWith('_') || member.name.startsWith('#')) continue;
      const memberType = checker.getTypeOfSymbolAtLocation(member, source!);
      if (member.flags & ts.SymbolFlags.Method && prefix !== '') addMethod(prefix + member.name, memberType);
      else if (isResource(memberType)) visit(memberType, `${prefix}${member.name}.`);
    }
  }

  /** Resources are classes that keep the client in `_client`. */
  function isResource(type: ts.Type): boolean {
    return type.isClass() && checker.getPropertyOfType(type, '_client') !== undefined;
  }

  function addMethod(api: string, type: ts.Type): void {
    const parameters = type.getCallSignatures().flatMap((signature) => signature.getParameters());
    if (parameters.length === 0) return;
    methods.push(api);
    let place: TierMethod['place'] | undefined;
    const values = new Set<string>();
    for (const parameter of parameters) {
      // The second argument is the SDK's own RequestOptions, which never reaches the server.
      if (parameter.name === 'options') continue;
      const found = findTier(checker.getTypeOfSymbolAtLocation(parameter, source!), 0, new Set());
      if (!found) continue;
      place = place === 'request' || found.depth === 0 ? 'request' : 'nested';
      for (const value of found.values) values.add(value);
    }
    if (place) withTier.push({ api, place, values: [...values].sort() });
  }

  function findTier(type: ts.Type, depth: number, seen: Set<ts.Type>): { depth: number; values: Set<string> } | undefined {
    if (seen.has(type)) return undefined;
    seen.add(type);
    const resolved = type.flags & ts.TypeFlags.TypeParameter ? (checker.getBaseConstraintOfType(type) ?? type) : type;
    let found: { depth: number; values: Set<string> } | undefined;
    const keep = (next: typeof found): void => {
      if (!next) return;
      found = found ? { depth: Math.min(found.depth, next.depth), values: new Set([...found.values, ...next.values]) } : next;
    };
    if (resolved.isUnion()) {
      for (const part of resolved.types) keep(findTier(part, depth, seen));
      return found;
    }
    if (!(resolved.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) || checker.isArrayType(resolved)) return undefined;
    const tier = checker.getPropertyOfType(resolved, 'service_tier');
    if (tier) return { depth, values: literals(checker.getTypeOfSymbolAtLocation(tier, source!)) };
    if (depth >= DEPTH || resolved.getCallSignatures().length > 0) return undefined;
    for (const member of checker.getPropertiesOfType(resolved))
      keep(findTier(checker.getTypeOfSymbolAtLocation(member, source!), depth + 1, seen));
    return found;
  }

  function literals(type: ts.Type): Set<string> {
    const parts = type.isUnion() ? type.types : [type];
    return new Set(parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : [])));
  }
}
