/** What the `openai` package's types say of request bodies, as a small table: core/batchFile/data/requestSchemas.json. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');

/** The types of bodies by url, as files of the package and what they export there. */
const BODIES = [
  ['/v1/chat/completions', 'chat/completions/completions', 'ChatCompletionCreateParamsBase'],
  ['/v1/completions', 'completions', 'CompletionCreateParamsBase'],
  ['/v1/embeddings', 'embeddings', 'EmbeddingCreateParams'],
  ['/v1/images/edits', 'images', 'ImageEditParamsBase'],
  ['/v1/images/generations', 'images', 'ImageGenerateParamsBase'],
  ['/v1/moderations', 'moderations', 'ModerationCreateParams'],
  ['/v1/responses', 'responses/responses', 'ResponseCreateParamsBase'],
] as const;

/** Objects nested deeper than this may hold anything: body, message, part of a message. */
const DEEPEST = 2;
/** Of the deepest objects only those that are often wrong: items of Responses alone would be as large as all the rest. */
const DEEP_KEYS = new Set(['content', 'format', 'function', 'json_schema', 'input']);
/** What tells the forms of an object apart. */
const TAGS = ['role', 'type'] as const;

/** See `core/batchFile/requestSchema.ts`, which reads this. */
interface Shape {
  k: string;
  e?: string[];
  i?: Shape;
  f?: Record<string, Shape>;
  r?: string[];
  t?: string;
  v?: Record<string, Shape>;
}

export function requestSchemas(): string {
  const folder = join(root, 'node_modules/openai');
  const files = [...new Set(BODIES.map(([, file]) => join(folder, 'resources', `${file}.d.ts`))), join(folder, 'resources/shared.d.ts')];
  const program = ts.createProgram(files, {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
    types: [],
  });
  const reader = new ShapeReader(program.getTypeChecker());
  const exported = (file: string, name: string): ts.Type => {
    const source = program.getSourceFile(join(folder, 'resources', `${file}.d.ts`))!;
    const symbol = reader.checker.getExportsOfModule(reader.checker.getSymbolAtLocation(source)!).find((each) => each.name === name);
    if (!symbol) throw new Error(`openai has no ${name} in ${file}`);
    return reader.checker.getDeclaredTypeOfSymbol(symbol);
  };
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string };
  const chat = new Set(literals(exported('shared', 'ChatModel')));
  const table = {
    sdk: `openai ${version}`,
    // The day of the newest version in the changelog of the package.
    asOf: changelogDate(folder, version),
    responsesOnly: literals(exported('shared', 'ResponsesModel')).filter((model) => !chat.has(model)),
    bodies: Object.fromEntries(BODIES.map(([url, file, name]) => [url, reader.shape(exported(file, name), 0)])),
  };
  const { bodies, ...head } = table;
  // A line per endpoint: a change of the SDK shows where it is.
  const lines = Object.entries(bodies).map(([url, shape]) => `    ${JSON.stringify(url)}: ${JSON.stringify(packed(shape))}`);
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "bodies": {\n${lines.join(',\n')}\n  }\n}\n`;
}

/** As it is kept: a shape of kinds and texts alone is one string, `!` marks keys that are required. */
function packed({ k, e, i, f, r = [], t, v }: Shape): unknown {
  const kinds = e ? `${k}:${e.join('|')}` : k;
  if (!i && !f && !v) return kinds;
  return {
    k: kinds,
    ...(i && { i: packed(i) }),
    ...(f && { f: packedFields({ f, r }) }),
    ...(v && { t, v: Object.fromEntries(Object.entries(v).map(([name, each]) => [name, packedFields(each as Fields)])) }),
  };
}

function packedFields({ f, r }: Fields): unknown {
  return Object.fromEntries(Object.entries(f).map(([name, each]) => [r.includes(name) ? `${name}!` : name, packed(each)]));
}

function changelogDate(folder: string, version: string): string {
  const found = /^## \[(\S+?)\]\S* \((\d{4}-\d{2}-\d{2})\)/m.exec(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8'));
  if (found?.[1] !== version) return statSync(join(folder, 'package.json')).mtime.toISOString().slice(0, 10);
  return found[2]!;
}

function literals(type: ts.Type): string[] {
  return (type.isUnion() ? type.types : [type]).flatMap((each) => (each.isStringLiteral() ? [each.value] : []));
}

class ShapeReader {
  constructor(readonly checker: ts.TypeChecker) {}

  shape(type: ts.Type, depth: number, key = ''): Shape {
    const kinds = new Set<string>();
    const texts = new Set<string>();
    let isOpen = false;
    const items: ts.Type[] = [];
    const objects: ts.Type[] = [];
    for (const part of type.isUnion() ? type.types : [type]) {
      if (part.isStringLiteral()) texts.add(part.value);
      else if (part.flags & ts.TypeFlags.String || isAnyText(part)) isOpen = true;
      else if (part.flags & ts.TypeFlags.NumberLike) kinds.add('n');
      else if (part.flags & ts.TypeFlags.BooleanLike) kinds.add('b');
      else if (part.flags & ts.TypeFlags.Null) kinds.add('0');
      else if (part.flags & ts.TypeFlags.Undefined) continue;
      else if (this.checker.isArrayType(part)) items.push(this.checker.getTypeArguments(part as ts.TypeReference)[0]!);
      else if (part.flags & ts.TypeFlags.Object) objects.push(part);
      // unknown, any: whatever.
      else return { k: 'snb0ao' };
    }
    if (isOpen || texts.size > 0) kinds.add('s');
    if (items.length > 0) kinds.add('a');
    if (objects.length > 0) kinds.add('o');
    const shape: Shape = { k: [...'snb0ao'].filter((kind) => kinds.has(kind)).join('') };
    if (!isOpen && texts.size > 0) shape.e = [...texts];
    if (items.length > 0) shape.i = merged(items.map((each) => this.shape(each, depth, key)));
    if (objects.length > 0 && (depth < DEEPEST || (depth === DEEPEST && DEEP_KEYS.has(key))))
      Object.assign(shape, this.objects(objects, depth));
    return shape;
  }

  private objects(types: readonly ts.Type[], depth: number): Partial<Shape> {
    if (types.some((type) => this.checker.getIndexInfosOfType(type).length > 0)) return {};
    const forms = types.map((type) => this.fields(type, depth));
    if (forms.length === 1) return forms[0]!;
    const tag = TAGS.find((name) => forms.every(({ f }) => f[name]?.e)) ?? TAGS.find((name) => forms.some(({ f }) => f[name]?.e));
    if (tag === undefined) return mergedFields(forms);
    const variants = new Map<string, Fields[]>();
    const unnamed = new Set<Fields>();
    for (const form of forms) for (const name of form.f[tag]?.e ?? []) variants.set(name, [...(variants.get(name) ?? []), form]);
    // A name that one form may leave out is left out by the others of that name, too, whatever the types say.
    for (const same of variants.values()) if (same.some(({ r }) => !r.includes(tag))) for (const form of same) unnamed.add(form);
    if (unnamed.size > 0) variants.set('', [...unnamed]);
    const v = Object.fromEntries([...variants].map(([name, each]) => [name, withoutTag(mergedFields(each), tag)]));
    return { t: tag, v: v as Record<string, Shape> };
  }

  private fields(type: ts.Type, depth: number): Fields {
    const f: Record<string, Shape> = {};
    const r: string[] = [];
    for (const property of this.checker.getPropertiesOfType(type)) {
      f[property.name] = this.shape(this.checker.getTypeOfSymbol(property), depth + 1, property.name);
      if (!(property.flags & ts.SymbolFlags.Optional)) r.push(property.name);
    }
    return { f, r };
  }
}

interface Fields {
  f: Record<string, Shape>;
  r: string[];
}

/** `string & {}`, the SDK's way to say "any text, but these are known". */
function isAnyText(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some(({ flags }) => flags & ts.TypeFlags.String);
}

function withoutTag({ f, r }: Fields, tag: string): Fields {
  const { [tag]: _, ...rest } = f;
  return { f: rest, r: r.filter((name) => name !== tag) };
}

function mergedFields(forms: readonly Fields[]): Fields {
  const names = [...new Set(forms.flatMap(({ f }) => Object.keys(f)))];
  return {
    f: Object.fromEntries(names.map((name) => [name, merged(forms.flatMap(({ f }) => f[name] ?? []))])),
    r: names.filter((name) => forms.every(({ r }) => r.includes(name))),
  };
}

/** A value that has one of the shapes. */
function merged(shapes: readonly Shape[]): Shape {
  if (shapes.length === 1) return shapes[0]!;
  const shape: Shape = { k: [...'snb0ao'].filter((kind) => shapes.some(({ k }) => k.includes(kind))).join('') };
  const texts = shapes.filter(({ k }) => k.includes('s'));
  if (texts.length > 0 && texts.every(({ e }) => e)) shape.e = [...new Set(texts.flatMap(({ e }) => e!))];
  const lists = shapes.filter(({ k }) => k.includes('a'));
  if (lists.length > 0 && lists.every(({ i }) => i)) shape.i = merged(lists.map(({ i }) => i!));
  const objects = shapes.filter(({ k }) => k.includes('o'));
  const tag = objects[0]?.t;
  if (objects.length > 0 && objects.every(({ f, r }) => f && r)) Object.assign(shape, mergedFields(objects as Fields[]));
  else if (tag !== undefined && objects.every(({ t, v }) => t === tag && v)) {
    const names = [...new Set(objects.flatMap(({ v }) => Object.keys(v!)))];
    shape.t = tag;
    shape.v = Object.fromEntries(
      names.map((name) => [name, mergedFields(objects.flatMap(({ v }) => (v![name] ? [v![name] as Fields] : []))) as Shape]),
    );
  }
  return shape;
}
