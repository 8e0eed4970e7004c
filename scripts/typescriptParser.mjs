// The parser of TypeScript without its checker, emitter and services: a quarter of the bytes, of the load time and
// of the memory. TypeScript publishes one file in which every compiler module follows the ones it needs, the parser's
// before all others; cutting it after the parser leaves a program that esbuild can shake.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const CUT = '// src/compiler/commandLineParser.ts';

/**
 * The source of an ES module that exports what of TypeScript's parser the given folders may use.
 * @throws Error when TypeScript's file no longer has the expected shape: the build must stop then.
 */
export function typescriptParserSource(typescriptFile, folders) {
  const source = readFileSync(typescriptFile, 'utf8');
  const start = source.indexOf('var __defProp');
  const table = source.indexOf('__export(typescript_exports, {');
  const firstModule = source.indexOf('// src/compiler/corePublic.ts');
  const end = source.indexOf(CUT);
  if (start < 0 || table < start || firstModule < table || end < source.indexOf('// src/compiler/parser.ts')) {
    throw new Error(`${typescriptFile}: unknown layout, see scripts/typescriptParser.mjs`);
  }
  const declared = new Set(
    [...source.slice(firstModule, end).matchAll(/^(?:async )?(?:function\*?|var|class) (\w+)/gm)].map((match) => match[1]),
  );
  const used = identifiers(folders);
  const exported = [...source.slice(table, firstModule).matchAll(/^ {2}(\w+): \(\) => (\w+),?$/gm)]
    .filter(([, name, local]) => declared.has(local) && used.has(name))
    .map(([, name, local]) => `${local} as ${name}`);
  const preamble = source.slice(start, source.indexOf('// src/typescript/typescript.ts'));
  return `${licence(source)}\n${preamble}\n${source.slice(firstModule, end)}\nexport { ${exported.join(', ')} };\n`;
}

/** Every identifier in the folders' sources: whatever they take from TypeScript by name is among them. */
function identifiers(folders) {
  const found = new Set();
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true })) {
      if (!name.endsWith('.ts')) continue;
      for (const [word] of readFileSync(join(folder, name), 'utf8').matchAll(/\b[A-Za-z_]\w+\b/g)) found.add(word);
    }
  }
  return found;
}

function licence(source) {
  return source.slice(0, source.indexOf('*/') + 2);
}
