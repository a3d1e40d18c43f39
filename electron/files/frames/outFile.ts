import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { FileTrouble, fileTrouble } from './fileTrouble.ts';

export type Block = Readonly<{ bytes: Uint8Array; rows: number }>;

/** The disk is told to begin after so many bytes, so that little is left to wait for at the end. */
const FLUSH_BYTES = 32 * 1_048_576;

/** Whoever writes a file has a thread to itself; to wait there is cheaper than to hand every block to another thread. */
function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at, bytes.length - at);
}

/** A file in the making: written beside its place, hashed as it is written, and put there when it is whole. */
export type OutFile = Readonly<{
  /** Takes blocks one after the other; one is of no more use once the next has been asked for. */
  take(blocks: Iterable<Block>, onBlock: (rows: number, bytes: number) => void): Promise<void>;
  /** Bytes and SHA-256 of what was taken; ends the hash. */
  sum(): Readonly<{ bytes: number; sha256: string }>;
  /** Puts the file in its place, and `beside` at its own. */
  place(beside: Readonly<{ path: string; text: string }>): Promise<void>;
  /** Takes away what is not finished. */
  discard(): Promise<void>;
}>;

/** Opens a file; `path` null keeps nothing and only hashes. Every rejection is a FileTrouble. */
export async function openOutFile(path: string | null, temporary: string): Promise<OutFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const told = async <T>(work: () => T | Promise<T>, isReplacing = false): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw new FileTrouble(fileTrouble(error, path ?? temporary, isReplacing));
    }
  };
  const handle = path === null ? null : await told(() => open(temporary, 'wx'));
  return {
    take: async (blocks, onBlock) => {
      let flushing: Promise<void> = Promise.resolve();
      let flushed = 0;
      for (const block of blocks) {
        hash.update(block.bytes);
        if (handle !== null) await told(() => writeAll(handle.fd, block.bytes));
        bytes += block.bytes.length;
        onBlock(block.rows, bytes);
        if (handle === null || bytes - flushed < FLUSH_BYTES) continue;
        await told(() => flushing);
        flushing = handle.datasync();
        // It is waited for later; a rejection until then is nobody's accident.
        flushing.catch(() => undefined);
        flushed = bytes;
      }
      await told(() => flushing);
    },
    sum: () => ({ bytes, sha256: hash.digest('hex') }),
    place: async (beside) => {
      if (handle === null || path === null) return;
      await told(() => handle.datasync());
      await told(() => handle.close());
      await told(() => writeFile(`${temporary}.json`, beside.text));
      await told(() => rename(temporary, path), true);
      await told(() => rename(`${temporary}.json`, beside.path), true);
    },
    discard: async () => {
      await handle?.close().catch(() => undefined);
      for (const left of [temporary, `${temporary}.json`]) await rm(left, { force: true });
    },
  };
}
