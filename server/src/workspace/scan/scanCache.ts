import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ImportLines } from '../imports/importIndex';
import type { TextSignals } from '../signals/textSignals';
import type { FileReport } from './fileReport';

export interface Stamp {
  readonly size: number;
  readonly modified: number;
}

/** A file as a scan left it: its stamp, and what was learned. */
export interface CachedFile extends Stamp {
  readonly isCandidate: boolean;
  readonly signals?: TextSignals;
  readonly imports?: ImportLines;
  readonly report?: FileReport;
}

export interface CachedScan {
  /** When the scan began, in milliseconds. */
  readonly started: number;
  /** See `RememberedScan.shape`. */
  readonly shape: string;
  /** Hash of what all files import. */
  readonly imports: string;
  readonly files: Readonly<Record<string, CachedFile>>;
}

/** A file changed this shortly before a scan may change again within the same tick of its clock. */
const RACY_MILLISECONDS = 2000;
const KEPT_SCANS = 50;

export const NOTHING_KEPT: CachedScan = { started: 0, shape: '', imports: '', files: {} };

/** Whether what a scan begun at `started` learned of a file still holds. */
export function isFresh(cached: Stamp, now: Stamp, started: number): boolean {
  return cached.size === now.size && cached.modified === now.modified && now.modified < started - RACY_MILLISECONDS;
}

/** The last scan of the same paths by the same version, kept on disk: most files do not change between two runs. */
export class ScanCache {
  private readonly path: string;

  /** `key` holds everything besides the files that a result depends on. */
  constructor(
    key: unknown,
    private readonly folder = cacheFolder(),
  ) {
    this.path = join(folder, `${createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32)}.json`);
  }

  /** The kept scan; empty when there is none or it can't be read. */
  read(): CachedScan {
    try {
      const text = readFileSync(this.path, 'utf8');
      const body = text.slice(HEAD_LENGTH, -1);
      if (text === sealed(body)) return JSON.parse(body) as CachedScan;
    } catch {
      // Missing, cut short, or another program's: the scan is done anew.
    }
    return NOTHING_KEPT;
  }

  /** Keeps a scan. Written beside and renamed, so that a concurrent run reads the old or the new one. */
  write(scan: CachedScan): void {
    const temporary = `${this.path}.${process.pid}.tmp`;
    try {
      // Not recursive: Node would try for ever below /proc and the like.
      if (!existsSync(dirname(this.folder))) mkdirSync(dirname(this.folder));
      if (!existsSync(this.folder)) mkdirSync(this.folder, { mode: 0o700 });
      else if ((statSync(this.folder).mode & OTHERS) !== 0) chmodSync(this.folder, 0o700);
      writeFileSync(temporary, sealed(JSON.stringify(scan)), { mode: 0o600 });
      renameSync(temporary, this.path);
      this.prune();
    } catch {
      // A read-only home, a full disk: only the next run's time is lost.
      removeQuietly(temporary);
    }
  }

  private prune(): void {
    const scans = readdirSync(this.folder).map((name) => {
      const path = join(this.folder, name);
      const { mtimeMs, mode } = statSync(path);
      return { path, modified: mtimeMs, isOpen: (mode & OTHERS) !== 0 };
    });
    // Those that others may read are of a version that kept more.
    const closed = scans.filter(({ isOpen }) => !isOpen).sort((a, b) => b.modified - a.modified);
    for (const { path } of [...scans.filter(({ isOpen }) => isOpen), ...closed.slice(KEPT_SCANS)]) rmSync(path, { force: true });
  }
}

/** JSON that says by itself whether it is what was written: anything else of that name is no cache of ours. */
function sealed(body: string): string {
  return `{"sha256":"${createHash('sha256').update(body).digest('hex')}","scan":${body}}`;
}

const HEAD_LENGTH = sealed('').length - 1;

/** Bits of what the group and others may do. On Windows files have none. */
const OTHERS = process.platform === 'win32' ? 0 : 0o077;

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Not ours to remove.
  }
}

function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] || (process.platform === 'win32' && process.env['LOCALAPPDATA']) || join(homedir(), '.cache');
  return join(base, 'tierlint');
}
