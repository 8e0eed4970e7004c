/** The tools that scans are measured against. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Path of ripgrep: on the PATH, or as an npm package beside the corpus. */
export function findRipgrep(folder: string): string | undefined {
  if (spawnSync('rg', ['--version']).status === 0) return 'rg';
  return installed(folder, '@vscode/ripgrep', ['@vscode/ripgrep/bin/rg']);
}

/** Path of ast-grep's native program. */
export function findAstGrep(folder: string): string | undefined {
  const names = fs.existsSync(path.join(folder, 'node_modules/@ast-grep'))
    ? fs.readdirSync(path.join(folder, 'node_modules/@ast-grep'))
    : [];
  const native = ['cli-linux-x64-gnu', 'cli-linux-arm64-gnu', 'cli-darwin-arm64', 'cli-darwin-x64', ...names].map(
    (name) => `@ast-grep/${name}/ast-grep`,
  );
  return installed(folder, '@ast-grep/cli', native);
}

function installed(folder: string, name: string, programs: readonly string[]): string | undefined {
  const find = (): string | undefined =>
    programs
      .map((program) => path.join(folder, 'node_modules', program))
      .find((program) => fs.existsSync(program) && spawnSync(program, ['--version']).status === 0);
  const found = find();
  if (found) return found;
  fs.mkdirSync(folder, { recursive: true });
  if (!fs.existsSync(path.join(folder, 'package.json'))) fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  spawnSync('npm', ['install', '--no-audit', '--no-fund', '--silent', name], { cwd: folder });
  return find();
}

/** Four patterns: the two current APIs in both languages. Less than what Tierlint looks for. */
export function writeAstGrepRules(file: string): string {
  const rules = ['python', 'typescript'].flatMap((language) =>
    ['chat.completions', 'responses'].map(
      (api) =>
        `id: ${language}-${api.replace('.', '-')}\nlanguage: ${language}\nseverity: info\nmessage: call\nrule:\n  pattern: $CLIENT.${api}.create($$$ARGS)\n`,
    ),
  );
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, rules.join('---\n'));
  return file;
}
