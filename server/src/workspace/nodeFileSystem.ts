import * as fs from 'node:fs';
import { decode } from './encoding';
import { sizeLimit } from './fileKinds';
import type { DirectoryEntry, FileSystem } from './fileSystem';

/** Told of each file or folder that is there but can't be used, with the reason in a few words. */
export type ProblemListener = (path: string, reason: string) => void;

export interface FileStamp {
  readonly size: number;
  /** Milliseconds with a fraction. */
  readonly modified: number;
  readonly isFile: boolean;
  readonly isFolder: boolean;
}

/** The disk, read synchronously: for many small files that is several times faster than with promises. */
export class NodeFileSystem implements FileSystem {
  /** Most files fit in here, and need no buffer of their own. */
  private readonly shared = Buffer.allocUnsafeSlow(256 * 1024);

  constructor(private readonly onProblem: ProblemListener = () => {}) {}

  readText(path: string): string | undefined {
    const bytes = this.peek(path);
    return bytes && decode(bytes)?.text;
  }

  exists(path: string): boolean {
    return fs.existsSync(path);
  }

  list(path: string): readonly DirectoryEntry[] {
    try {
      return fs.readdirSync(path, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
    } catch (error) {
      this.report(path, error);
      return [];
    }
  }

  /** Size and time of a file or folder, links followed; undefined when there is none. */
  stamp(path: string): FileStamp | undefined {
    try {
      const stat = fs.statSync(path, { throwIfNoEntry: false });
      return stat && { size: stat.size, modified: stat.mtimeMs, isFile: stat.isFile(), isFolder: stat.isDirectory() };
    } catch (error) {
      this.report(path, error);
      return undefined;
    }
  }

  /** Bytes of a file up to its size limit, in a buffer of their own. */
  readBytes(path: string): Buffer | undefined {
    const bytes = this.peek(path);
    return bytes && (bytes.buffer === this.shared.buffer ? Buffer.from(bytes) : bytes);
  }

  /** Like `readBytes`, in a buffer that the next read overwrites. */
  peek(path: string): Buffer | undefined {
    let descriptor: number | undefined;
    try {
      // O_NONBLOCK: a named pipe must not hang the scan.
      descriptor = fs.openSync(path, fs.constants.O_RDONLY | ((fs.constants.O_NONBLOCK as number | undefined) ?? 0));
      const read = fs.readSync(descriptor, this.shared, 0, this.shared.length, null);
      return read < this.shared.length ? this.shared.subarray(0, read) : this.readLarge(path, descriptor);
    } catch (error) {
      this.report(path, error);
      return undefined;
    } finally {
      if (descriptor !== undefined) fs.closeSync(descriptor);
    }
  }

  private readLarge(path: string, descriptor: number): Buffer | undefined {
    const stat = fs.fstatSync(descriptor);
    if (!stat.isFile()) return undefined;
    if (stat.size > sizeLimit(path)) {
      this.onProblem(path, `skipped: ${Math.ceil(stat.size / 1024 / 1024)} MB is over the limit of ${sizeLimit(path) / 1024 / 1024} MB`);
      return undefined;
    }
    const bytes = Buffer.allocUnsafe(stat.size);
    let filled = 0;
    while (filled < bytes.length) {
      const read = fs.readSync(descriptor, bytes, filled, bytes.length - filled, filled);
      if (read === 0) break;
      filled += read;
    }
    return bytes.subarray(0, filled);
  }

  /** Tells the listener why a file or folder can't be used, unless it simply is not there. */
  report(path: string, error: unknown): void {
    const reason = reasonOf(error);
    if (reason !== undefined) this.onProblem(path, reason);
  }
}

/** Why a file can't be used, in words; undefined when it simply is not there (or no longer). */
function reasonOf(error: unknown): string | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EISDIR':
      return undefined;
    case 'EACCES':
    case 'EPERM':
      return 'skipped: permission denied';
    case 'ELOOP':
      return 'skipped: too many levels of links';
    case 'EMFILE':
    case 'ENFILE':
      return 'skipped: too many open files';
    default:
      return `skipped: ${code ?? message}`;
  }
}

function kindOf(entry: fs.Dirent): DirectoryEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}
