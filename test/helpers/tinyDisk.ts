import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, type TestContext } from 'vitest';
import { skip } from './skip.ts';
import { tempDir } from './testStore.ts';

/** Mounts a disk of its own, gone with the test; skips the test where that takes rights it does not have. */
export function mountTinyDisk(test: TestContext, size: string): string {
  const path = join(tempDir(), 'disk');
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    skip(test, 'no disk can be mounted here');
  }
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', path]);
  });
  return path;
}

const CHUNK = Buffer.alloc(4_096);

/** Fills a disk to its last byte, with a file that goes on growing each time; `free` removes it. */
export function createBallast(disk: string) {
  const file = join(disk, 'ballast');
  return {
    fill(): void {
      const fd = openSync(file, 'a');
      try {
        for (;;) writeSync(fd, CHUNK);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(fd);
      }
    },
    free: (): void => rmSync(file),
  };
}
