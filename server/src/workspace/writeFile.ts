import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Replaces a file's bytes so that a crash leaves the old or the new ones, never half: writes beside and renames. Mode
 * and, where allowed, owner stay; a link stays a link.
 * @throws Error from the file system, with the old file untouched.
 */
export function writeAtomically(path: string, bytes: Uint8Array): void {
  const target = fs.realpathSync(path);
  // Renaming would get round the mode of a file that is not to be written.
  fs.accessSync(target, fs.constants.W_OK);
  const { mode, uid, gid } = fs.statSync(target);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    const descriptor = fs.openSync(temporary, 'wx', mode);
    try {
      fs.writeFileSync(descriptor, bytes);
      // The umask may have taken bits away on opening.
      fs.fchmodSync(descriptor, mode);
      if (process.getuid?.() === 0) fs.fchownSync(descriptor, uid, gid);
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(temporary, target);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Makes a file that is not there yet, whole or not at all.
 * @throws Error from the file system; EEXIST where something of that name is there, which stays as it is.
 */
export function createAtomically(path: string, bytes: Uint8Array): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const descriptor = fs.openSync(temporary, 'wx');
    try {
      fs.writeFileSync(descriptor, bytes);
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    try {
      // Unlike a rename, a link never takes the place of what is there.
      fs.linkSync(temporary, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
      fs.copyFileSync(temporary, path, fs.constants.COPYFILE_EXCL);
    }
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}
