import * as path from 'node:path/posix';
import type { FileFlow } from '../../server/src/core/syntax/flow/flow';
import type { Config } from '../../server/src/core/config/config';
import { readConfig } from '../../server/src/core/config/readConfig';
import type { ModuleHost, ProjectSignals, Reading, Runner, SourceUnit } from '../../server/src/core/link/moduleHost';
import type { Language } from '../../server/src/core/syntax/facts';
import { readNotebook } from '../../server/src/core/syntax/notebook';
import { ImportIndex, importLines } from '../../server/src/workspace/imports/importIndex';
import { testFrontEnds } from './frontEnds';

const NO_SIGNALS: ProjectSignals = { usesOpenAI: false, usesOtherProvider: false, hasUndici: false };

/** Files that live in memory, with the real front ends and the plainest way to resolve modules. */
export class MemoryHost implements ModuleHost {
  /** What `/tierlint.json` says, where there is one. */
  readonly config: Config | undefined;
  private readonly units = new Map<string, SourceUnit>();
  private imports: ImportIndex | undefined;

  constructor(
    private readonly files: Readonly<Record<string, string>>,
    private readonly signals: Partial<ProjectSignals> = {},
    private readonly started: Readonly<Record<string, readonly Runner[]>> = {},
  ) {
    const text = files['/tierlint.json'];
    this.config = text === undefined ? undefined : readConfig('/tierlint.json', text).config;
  }

  readAgain(file: string, text: string): Reading | undefined {
    const frontEnd = testFrontEnds.get(this.source(file)?.facts.language === 'python' ? 'python' : 'ecmascript')!;
    return { facts: frontEnd.analyze(file, text), flow: frontEnd.flow(file, text) };
  }

  source(file: string): SourceUnit | undefined {
    const text = this.files[file];
    if (text === undefined) return undefined;
    let unit = this.units.get(file);
    if (!unit) {
      const notebook = file.endsWith('.ipynb') ? readNotebook(text) : undefined;
      if (file.endsWith('.ipynb') && !notebook) return undefined;
      const code = notebook?.text ?? text;
      const frontEnd = testFrontEnds.get(file.endsWith('.py') || notebook?.language === 'python' ? 'python' : 'ecmascript')!;
      unit = { path: file, text: code, facts: frontEnd.analyze(file, code), isNotebook: notebook !== undefined };
      this.units.set(file, unit);
    }
    return unit;
  }

  flow(file: string): FileFlow | undefined {
    const unit = this.source(file);
    return unit && testFrontEnds.get(unit.facts.language === 'python' ? 'python' : 'ecmascript')!.flow(file, unit.text);
  }

  resolve(from: string, module: string, language: Language): string | undefined {
    const candidates = language === 'python' ? pythonCandidates(from, module) : ecmaScriptCandidates(from, module);
    return candidates.find((candidate) => this.files[candidate] !== undefined);
  }

  project(): ProjectSignals {
    return { ...NO_SIGNALS, ...this.signals };
  }

  text(file: string): string | undefined {
    return this.files[file];
  }

  shown(file: string): string {
    return file;
  }

  importers(file: string): readonly string[] {
    this.imports ??= this.readImports();
    return this.imports.importers(file);
  }

  runners(file: string): readonly Runner[] {
    return this.started[file] ?? [];
  }

  private readImports(): ImportIndex {
    const index = new ImportIndex((from, module, language) => this.resolve(from, module, language));
    for (const [file, text] of Object.entries(this.files)) index.note(file, importLines(file, text));
    return index;
  }
}

function pythonCandidates(from: string, module: string): readonly string[] {
  const dots = /^\.*/.exec(module)![0].length;
  const names = module.slice(dots).split('.').filter(Boolean).join('/');
  const bases = dots > 0 ? [path.join(path.dirname(from), '../'.repeat(dots - 1))] : [path.dirname(from), '/'];
  return bases.flatMap((base) => [path.join(base, `${names}.py`), path.join(base, names, '__init__.py')]);
}

function ecmaScriptCandidates(from: string, module: string): readonly string[] {
  if (!module.startsWith('.')) return [];
  const base = path.join(path.dirname(from), module);
  return [
    base,
    base.replace(/\.js$/, '.ts'),
    ...['.ts', '.tsx', '.js', '.mjs'].flatMap((extension) => [base + extension, path.join(base, `index${extension}`)]),
  ];
}
