/** What a JavaScript or TypeScript file imports, and what a conversion adds to it. */
import type { SourceUnit } from '../../../link/moduleHost';
import type { Expression } from '../../../syntax/expression';
import type { Binding } from '../../../syntax/facts';
import { insertion, type TextEdit } from '../../../text/textEdit';
import type { CodeStyle } from '../../style';
import { decline } from './source';

/** Names of modules in the file, and import statements for those it lacks. */
export class Imports {
  private readonly added: string[] = [];
  private readonly names = new Map<string, string>();

  constructor(
    private readonly unit: SourceUnit,
    private readonly style: CodeStyle,
  ) {}

  /** The SDK's client class, as a value or for its types alone. */
  sdk(use: 'value' | 'type'): string {
    const found = this.bound(({ value, statement }) => {
      const from = importOf(value, use);
      if (from?.module !== 'openai') return false;
      return (
        from.name === 'default' ||
        from.name === 'OpenAI' ||
        (from.name === '*' && /\brequire\s*\(/.test(this.unit.text.slice(statement.start, statement.end)))
      );
    });
    if (found) return found.name;
    const name = this.isTaken('OpenAI') ? 'OpenAIClient' : 'OpenAI';
    if (this.isTaken(name)) return decline('the names OpenAI and OpenAIClient mean something else here');
    this.add('openai', name === 'OpenAI' ? name : `{ OpenAI as ${name} }`, name === 'OpenAI' ? '{ OpenAI }' : `{ OpenAI: ${name} }`);
    return name;
  }

  /** A module of Node as a whole. */
  module(module: string): string {
    const known = this.names.get(module) ?? this.newModule(module);
    this.names.set(module, known);
    return known;
  }

  private newModule(module: string): string {
    const found = this.bound(({ value }) => {
      const from = importOf(value);
      return (from?.module === module || from?.module === `node:${module}`) && (from.name === '*' || from.name === 'default');
    });
    if (found) return found.name;
    const wish = module.split('/')[0]!;
    const name = this.isTaken(wish) ? `node${wish[0]!.toUpperCase()}${wish.slice(1)}` : wish;
    if (this.isTaken(name)) return decline(`the names ${wish} and ${name} mean something else here`);
    this.add(`node:${module}`, `* as ${name}`, name);
    return name;
  }

  /** A function of a module of the project. */
  named(module: string, name: string): void {
    this.add(module, `{ ${name} }`, `{ ${name} }`);
  }

  /** `code`: what goes below the imports. */
  edits(code = ''): readonly TextEdit[] {
    if (this.added.length === 0 && code === '') return [];
    const { importInsertion } = this.unit.facts;
    const { newline } = this.style;
    const rank = (line: string): number => (/["']\./.test(line) ? 2 : /["']openai["']/.test(line) ? 0 : 1);
    const lines = this.added.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    const head = lines.map((line) => line + newline).join('');
    if (code !== '') return [insertion(importInsertion.offset, `${head}${newline}${code}`)];
    return [insertion(importInsertion.offset, head + (importInsertion.needsBlankLine ? newline : ''))];
  }

  private add(module: string, clause: string, pattern: string): void {
    const { quote, semicolons } = this.style;
    const end = semicolons ? ';' : '';
    const specifier = `${quote}${module}${quote}`;
    this.added.push(
      this.unit.facts.importInsertion.style === 'import'
        ? `import ${clause} from ${specifier}${end}`
        : `const ${pattern} = require(${specifier})${end}`,
    );
  }

  private bound(fits: (binding: Binding) => boolean): Binding | undefined {
    return this.unit.facts.bindings.find((binding) => binding.scope === 0 && fits(binding));
  }

  private isTaken(name: string): boolean {
    return this.unit.facts.bindings.some((binding) => binding.name === name);
  }
}

/** `import X from 'm'`, `const { X } = require('m')`, `require('m').X`: the module and the exported name. */
export function importOf(
  value: Expression | undefined,
  use: 'value' | 'type' = 'value',
): { readonly module: string; readonly name: string } | undefined {
  if (value?.kind === 'import') return value.typeOnly && use === 'value' ? undefined : { module: value.module, name: value.imported };
  if (value?.kind === 'member' && value.object.kind === 'import' && value.object.imported === '*')
    return { module: value.object.module, name: value.property };
  return undefined;
}
