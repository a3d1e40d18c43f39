import { closeSync, constants, copyFileSync, fsyncSync, openSync } from 'node:fs';

/** Asks the operating system to put a file on the disk now: a rename alone may outlive its contents. */
export function flush(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Copies a file and flushes the copy. A reflink costs nothing where the file system knows it. */
export function copyDurably(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  flush(to);
}
