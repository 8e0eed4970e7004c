import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';

/** Files that are being written beside the ones they will be: what an end in the middle must not leave behind. */
const unfinished = new Set<string>();

/** Removes what is half-written. For handlers of signals, after which the process ends. */
export function removeUnfinished(): void {
  for (const path of unfinished) fs.rmSync(path, { force: true });
  unfinished.clear();
}

/** What a caller should tell of a file that was replaced. */
export interface Replaced {
  /** The file had other names, which keep the old bytes. */
  readonly wasHardLinked: boolean;
}

/**
 * Replaces a file's bytes so that a crash leaves the old or the new ones, never half: writes beside and renames. Mode
 * and, where allowed, owner stay; a link stays a link.
 * @throws Error from the file system, with the old file untouched.
 */
export function writeAtomically(path: string, bytes: Uint8Array): Replaced {
  const target = fs.realpathSync(path);
  // Renaming would get round the mode of a file that is not to be written.
  fs.accessSync(target, fs.constants.W_OK);
  const { mode, uid, gid, nlink } = fs.statSync(target);
  writeBeside(target, bytes, (temporary) => fs.renameSync(temporary, target), { mode, uid, gid });
  return { wasHardLinked: nlink > 1 };
}

/**
 * Makes a file that is not there yet, whole or not at all.
 * @throws Error from the file system; EEXIST where something of that name is there, which stays as it is.
 */
export function createAtomically(path: string, bytes: Uint8Array): void {
  writeBeside(path, bytes, (temporary) => {
    try {
      // Unlike a rename, a link never takes the place of what is there.
      fs.linkSync(temporary, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
      // A file system without links.
      fs.copyFileSync(temporary, path, fs.constants.COPYFILE_EXCL);
    }
  });
}

/**
 * Writes a file that may or may not be there, whole or not at all. What is no regular file (a pipe, a terminal) is
 * written to as it is.
 * @throws Error from the file system.
 */
export function writeWhole(path: string, text: string): void {
  const bytes = Buffer.from(text);
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  if (stat && !stat.isFile()) fs.writeFileSync(path, bytes);
  else if (stat) writeAtomically(path, bytes);
  // A link to a file that is not there yet: it is made where the link says.
  else if (fs.lstatSync(path, { throwIfNoEntry: false })) fs.writeFileSync(path, bytes);
  else createAtomically(path, bytes);
}

function writeBeside(
  target: string,
  bytes: Uint8Array,
  place: (temporary: string) => void,
  like?: { readonly mode: number; readonly uid: number; readonly gid: number },
): void {
  // Short: the name of the target may be as long as names can be.
  const temporary = join(dirname(target), `.tierlint-${randomBytes(6).toString('hex')}.tmp`);
  unfinished.add(temporary);
  try {
    const descriptor = fs.openSync(temporary, 'wx', like?.mode);
    try {
      fs.writeFileSync(descriptor, bytes);
      if (like) {
        // The umask may have taken bits away on opening.
        fs.fchmodSync(descriptor, like.mode);
        if (process.getuid?.() === 0) fs.fchownSync(descriptor, like.uid, like.gid);
      }
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    place(temporary);
  } finally {
    fs.rmSync(temporary, { force: true });
    unfinished.delete(temporary);
  }
}
