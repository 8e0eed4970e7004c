/** Brings the code that talks to the Batch API to a file: one import of the module beside it, or the code itself, once. */
import type { FileEdits } from '../../../findings/fix';
import { BATCH_HELPER, BATCH_MODULE } from '../../../libraries/generatedHelpers';
import type { SourceUnit } from '../../../link/moduleHost';
import { insertion, type TextEdit } from '../../../text/textEdit';
import type { FixContext } from '../../fix';
import { nodeModule, type NodeModule } from '../../router/nodeModule';
import { creation } from '../../router/place';
import { styleOf, type CodeStyle } from '../../style';
import { inlineText, moduleText, NODE_MODULES, ROWS, stepOf, styled } from './helper';
import { importOf, Imports } from './imports';
import type { BatchRequest } from './request';
import { indentStep, lineEnd, decline } from './source';

const NAME = BATCH_HELPER.ecmascript;
const OURS = new RegExp(`(?:^|/)${BATCH_MODULE.ecmascript}(?:\\.[cm]?[jt]s)?$`);

/** What tells our `runBatch`, written into a file, from somebody else's; and what an older one has. */
const MARK = 'OPENAI_BATCH_DIR';
const OLDER = "step = 'wait'";

export interface HelperEdits {
  readonly edits: readonly TextEdit[];
  /** Changes of other files: the module is made, or learns a type. */
  readonly others: readonly FileEdits[];
  /** The file's name of the SDK's client class. */
  readonly sdk: string;
  /** TypeScript: the type of an answer to what the named function returns. */
  readonly answer: (requestFunction: string, isMethod: boolean) => string;
}

/** `usesTypes`: the conversion writes types of the SDK into the file. */
export function helperEdits(context: FixContext, request: BatchRequest, usesTypes: boolean): HelperEdits {
  const { unit } = context;
  const { text, facts } = unit;
  const style = styleOf(text, '');
  const imports = new Imports(unit, style);
  const isTyped = facts.language === 'typescript';
  const bound = facts.bindings.filter(({ name, scope }) => name === NAME && scope === 0);
  const isImported = bound.length > 0 && bound.every(({ value }) => OURS.test(importOf(value)?.module ?? ''));
  const module = bound.length === 0 || isImported ? usableModule(context) : undefined;
  if (!module && bound.length > 0 && (!text.includes(MARK) || text.includes(OLDER)))
    decline(text.includes('openai-batches') ? `the file has an older \`${NAME}\`: take it out first` : `the file has another \`${NAME}\``);
  const sdk = module && !(isTyped && usesTypes) ? 'OpenAI' : imports.sdk(module ? 'type' : 'value');
  const types = module && isTyped ? `import(${style.quote}${module.specifier}${style.quote}).` : '';
  const answer = (requestFunction: string, isMethod: boolean): string => {
    if (!request.isParsed) return request.answerType.replace('@', sdk);
    if (isMethod) return decline('the type of a parsed answer can not be written for a method');
    return `${types}BatchAnswers<ReturnType<typeof ${requestFunction}>>[${style.quote}${request.api}${style.quote}]`;
  };
  if (!module) return { sdk, answer, others: [], edits: inlined(context, request, imports, sdk, bound.length > 0, style) };
  if (!isImported) imports.named(module.specifier, NAME);
  return { sdk, answer, edits: imports.edits(), others: moduleEdits(context, module, request) };
}

/** The module beside the file, unless something else has its name. */
function usableModule(context: FixContext): NodeModule | undefined {
  const { unit, host } = context;
  const module = unit.isNotebook ? undefined : nodeModule(context, BATCH_MODULE.ecmascript);
  if (!module) return undefined;
  const there = host.resolve(unit.path, module.specifier, unit.facts.language);
  if (there === undefined) return module;
  return there === module.file && host.source(there)?.facts.functions.some(({ name }) => name === NAME) ? module : undefined;
}

/** The module is made; one that is there learns the type of what another method gives. */
function moduleEdits({ unit, host, catalog }: FixContext, { file }: NodeModule, request: BatchRequest): readonly FileEdits[] {
  const { text, facts } = unit;
  const there = host.source(file);
  if (there) {
    const edits = rowEdits(there, request, 'OpenAI');
    return edits.length > 0 ? [{ file, edits }] : [];
  }
  const kind = { isTyped: facts.language === 'typescript', imports: facts.importInsertion.style };
  return [creation(file, styled(moduleText(catalog, kind, rowOf(request, 'OpenAI')), styleOf(text, ''), stepOf(text)))];
}

function inlined(
  { unit, catalog }: FixContext,
  request: BatchRequest,
  imports: Imports,
  sdk: string,
  isThere: boolean,
  style: CodeStyle,
): readonly TextEdit[] {
  const { text, facts } = unit;
  if (isThere) return [...imports.edits(), ...rowEdits(unit, request, sdk)];
  const kind = { isTyped: facts.language === 'typescript', imports: facts.importInsertion.style };
  const names = { sdk, module: (name: keyof typeof NODE_MODULES): string => imports.module(NODE_MODULES[name].module) };
  const code = inlineText(catalog, kind, rowOf(request, sdk), names);
  const taken = new Set(facts.bindings.map(({ name }) => name));
  for (const [, name] of code.matchAll(/^(?:async )?(?:const|class|function\*?|interface|type) (\w+)/gm))
    if (taken.has(name!)) decline(`\`${name}\` is a name of the file's own, and it can import no module beside it`);
  // Classes and constants have to be there before the program's own code runs.
  return imports.edits(styled(code, style, indentStep(text)));
}

function rowOf({ api, answerType }: BatchRequest, sdk: string): string {
  return `  '${api}': ${answerType.replace('@', sdk)};`;
}

/** TypeScript: the type of what another method gives. */
function rowEdits({ text, facts }: SourceUnit, request: BatchRequest, sdk: string): readonly TextEdit[] {
  const found = ROWS.exec(text);
  if (facts.language !== 'typescript' || !found) return [];
  const style = styleOf(text, '');
  const end = lineEnd(text, found.index + found[0].length);
  return text.slice(end, text.indexOf('}', text.indexOf('\n}', end))).includes(`${style.quote}${request.api}${style.quote}`)
    ? []
    : [insertion(end, styled(rowOf(request, sdk), style, indentStep(text)) + style.newline)];
}
