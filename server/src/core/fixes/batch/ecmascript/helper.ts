/** Puts `runBatch` into a file: once, in the file's own style, with the imports it needs. */
import type { SourceUnit } from '../../../link/moduleHost';
import type { Expression } from '../../../syntax/expression';
import type { Binding } from '../../../syntax/facts';
import { insertion, type TextEdit } from '../../../text/textEdit';
import { styleOf, type CodeStyle } from '../../style';
import { HELPER } from './helperText';
import type { BatchRequest } from './request';
import { indentStep, lineEnd, decline } from './source';

/** What tells our `runBatch` from somebody else's. */
const MARK = 'openai-batches';
const ROWS = /interface BatchAnswers<Request> \{/;

export interface HelperEdits {
  readonly edits: readonly TextEdit[];
  /** The file's name of the SDK's client class. */
  readonly sdk: string;
  /** TypeScript: the type of an answer to what the named function returns. */
  readonly answer: (requestFunction: string, isMethod: boolean) => string;
}

export function helperEdits(unit: SourceUnit, request: BatchRequest): HelperEdits {
  const { text, facts } = unit;
  const style = styleOf(text, '');
  const imports = new Imports(unit, style);
  const sdk = imports.sdk();
  const answer = (requestFunction: string, isMethod: boolean): string => {
    if (!request.isParsed) return request.answerType.replace('@', sdk);
    if (isMethod) return decline('the type of a parsed answer can not be written for a method');
    return `BatchAnswers<ReturnType<typeof ${requestFunction}>>[${style.quote}${request.api}${style.quote}]`;
  };
  const row = `'${request.api}': ${request.answerType.replace('@', sdk)};`;
  if (facts.bindings.some(({ name, scope }) => name === 'runBatch' && scope === 0)) {
    if (!text.includes(MARK)) decline('the file has another `runBatch`');
    return { sdk, answer, edits: [...imports.edits(), ...rowEdits(unit, `'${request.api}'`, row, style)] };
  }
  const names = { OpenAI: sdk, fs: imports.module('fs'), crypto: imports.module('crypto') };
  const isTyped = facts.language === 'typescript';
  const code = styled(
    HELPER.replace('@@ROWS@@', `  ${row}`)
      .replace(/«([^»]*)»/g, isTyped ? '$1' : '')
      .replace(/@(OpenAI|fs|crypto)@/g, (_, name: keyof typeof names) => names[name]),
    style,
    indentStep(text),
  );
  const gap = text === '' || text.endsWith('\n') ? '' : style.newline;
  return { sdk, answer, edits: [...imports.edits(), insertion(text.length, `${gap}${style.newline}${code}`)] };
}

/** TypeScript: the type of what another method gives. */
function rowEdits({ text, facts }: SourceUnit, key: string, row: string, style: CodeStyle): readonly TextEdit[] {
  const found = ROWS.exec(text);
  if (facts.language !== 'typescript' || !found) return [];
  const end = lineEnd(text, found.index + found[0].length);
  const written = styled(`  ${row}`, style, indentStep(text));
  return text.slice(end, text.indexOf('}\n', end)).includes(key.replaceAll("'", style.quote))
    ? []
    : [insertion(end, written + style.newline)];
}

/** The code, written with two spaces, semicolons and single quotes, in the style of the file. */
function styled(code: string, { quote, semicolons, newline }: CodeStyle, step: string): string {
  let result = code.replace(/^(?: {2})+/gm, (spaces) => step.repeat(spaces.length / 2));
  if (!semicolons) result = result.replace(/;(?=[ \t]*(\/\/.*)?$)/gm, '');
  if (quote === '"') result = result.replaceAll("'", '"').replaceAll('\\"', "'");
  return result.replaceAll('\n', newline);
}

/** Names of modules in the file, and import statements for those it lacks. */
class Imports {
  private readonly added: string[] = [];

  constructor(
    private readonly unit: SourceUnit,
    private readonly style: CodeStyle,
  ) {}

  /** The SDK's client class as a value. */
  sdk(): string {
    const found = this.bound(({ value, statement }) => {
      const from = importOf(value);
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
  module(module: 'fs' | 'crypto'): string {
    const found = this.bound(({ value }) => {
      const from = importOf(value);
      return (from?.module === module || from?.module === `node:${module}`) && (from.name === '*' || from.name === 'default');
    });
    if (found) return found.name;
    const name = this.isTaken(module) ? `node${module[0]!.toUpperCase()}${module.slice(1)}` : module;
    if (this.isTaken(name)) return decline(`the names ${module} and ${name} mean something else here`);
    this.add(`node:${module}`, `* as ${name}`, name);
    return name;
  }

  edits(): readonly TextEdit[] {
    if (this.added.length === 0) return [];
    const { importInsertion } = this.unit.facts;
    const { newline } = this.style;
    const lines = this.added.sort((a, b) => Number(b.includes('openai')) - Number(a.includes('openai')) || (a < b ? -1 : 1));
    return [insertion(importInsertion.offset, lines.join(newline) + newline + (importInsertion.needsBlankLine ? newline : ''))];
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
function importOf(value: Expression | undefined): { readonly module: string; readonly name: string } | undefined {
  if (value?.kind === 'import') return value.typeOnly ? undefined : { module: value.module, name: value.imported };
  if (value?.kind === 'member' && value.object.kind === 'import' && value.object.imported === '*')
    return { module: value.object.module, name: value.property };
  return undefined;
}
