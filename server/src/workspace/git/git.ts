/** What is asked of git: the files a working tree differs in from a commit, and their texts then. Reads only. */
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { isWithin, join, relativeTo, toForwardSlashes } from '../paths';

/** What went wrong, in words that follow "tierlint: ". */
export class GitError extends Error {}

export interface ChangedFile {
  /** Absolute; undefined for a file that was removed. */
  readonly path?: string;
  /** Absolute, at the commit; undefined for a new file. */
  readonly before?: string;
}

const MOST_BYTES = 1024 * 1024 * 1024;

export class Repository {
  private constructor(
    readonly root: string,
    /** The folder as it was named, which links may lead to the repository. */
    private readonly linked: { readonly from: string; readonly to: string } | undefined,
  ) {}

  /** The repository a folder lies in. @throws GitError when it lies in none. */
  static around(folder: string): Repository {
    const answer = run(folder, ['rev-parse', '--show-toplevel']);
    if (answer === undefined) throw new GitError(`${folder} is not in a git repository`);
    const root = toForwardSlashes(answer.toString('utf8').trim());
    const real = toForwardSlashes(realpathSync(folder));
    const suffix = relativeTo(root, real);
    const from = suffix !== real && folder.endsWith(`/${suffix}`) ? folder.slice(0, -suffix.length - 1) : real === root ? folder : root;
    return new Repository(from, from === root ? undefined : { from: root, to: from });
  }

  /** The id of a commit by any of its names. @throws GitError when there is none. */
  commit(ref: string): string {
    const answer = run(this.root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
    if (answer === undefined) throw new GitError(`no commit, branch or tag "${ref}" here; \`git fetch\` may bring it`);
    return answer.toString('utf8').trim();
  }

  /** Files that differ from a commit, untracked ones that are not ignored included. */
  changedSince(commit: string): ChangedFile[] {
    const fields = this.fields(['diff', '--name-status', '-z', '--find-renames', '--no-ext-diff', '--no-textconv', commit, '--']);
    const changed: ChangedFile[] = [];
    for (let i = 0; i < fields.length; ) {
      const status = fields[i++]!;
      const path = this.absolute(fields[i++]!);
      if (status.startsWith('R') || status.startsWith('C')) {
        const now = this.absolute(fields[i++]!);
        changed.push(status.startsWith('R') ? { path: now, before: path } : { path: now });
      } else {
        changed.push({ ...(status !== 'D' && { path }), ...(status !== 'A' && { before: path }) });
      }
    }
    for (const name of this.fields(['ls-files', '--others', '--exclude-standard', '-z'])) changed.push({ path: this.absolute(name) });
    return changed;
  }

  /** Texts of files at a commit. One that is not there, or no text, has no entry. */
  textsAt(commit: string, paths: readonly string[]): Map<string, string> {
    const texts = new Map<string, string>();
    if (paths.length === 0) return texts;
    const names = paths.map((path) => relativeTo(this.root, path)).filter((name) => !name.includes('\n'));
    const output = run(this.root, ['cat-file', '--batch'], names.map((name) => `${commit}:${name}\n`).join('')) ?? Buffer.alloc(0);
    let at = 0;
    for (const name of names) {
      const end = output.indexOf(10, at);
      if (end < 0) break;
      const [, kind, size] = output.toString('utf8', at, end).split(' ');
      at = end + 1;
      if (kind !== 'blob' || size === undefined) continue;
      texts.set(this.absolute(name), output.toString('utf8', at, at + Number(size)));
      at += Number(size) + 1;
    }
    return texts;
  }

  has(path: string): boolean {
    return isWithin(this.root, path);
  }

  private absolute(name: string): string {
    return join(this.root, name);
  }

  private fields(args: readonly string[]): string[] {
    const answer = run(this.linked?.from ?? this.root, args);
    if (answer === undefined) throw new GitError(`git ${args[0]} failed`);
    return answer
      .toString('utf8')
      .split('\0')
      .filter((field) => field !== '');
  }
}

/** Standard output; undefined when git says no. @throws GitError when git can't be run. */
function run(folder: string, args: readonly string[], input?: string): Buffer | undefined {
  const { status, stdout, error } = spawnSync('git', ['-C', folder, ...args], {
    input,
    maxBuffer: MOST_BYTES,
    windowsHide: true,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
  });
  if (error)
    throw new GitError(
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'git is not installed' : `git could not be run: ${error.message}`,
    );
  return status === 0 ? stdout : undefined;
}
