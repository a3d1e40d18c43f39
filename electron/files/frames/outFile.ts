import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises';
import { FileTrouble, fileTrouble } from './fileTrouble.ts';

export type Block = Readonly<{ bytes: Uint8Array; rows: number }>;

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten;
  }
}

/** A file in the making: written beside its place, hashed as it is written, and put there when it is whole. */
export type OutFile = Readonly<{
  /**
   * Takes blocks one after the other: one is written while the next is made, so a block must stay as it is until the
   * one after it has been asked for.
   */
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
  const told = async <T>(work: Promise<T>, isReplacing = false): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw new FileTrouble(fileTrouble(error, path ?? temporary, isReplacing));
    }
  };
  const handle = path === null ? null : await told(open(temporary, 'wx'));
  return {
    take: async (blocks, onBlock) => {
      let writing: Promise<void> = Promise.resolve();
      for (const block of blocks) {
        hash.update(block.bytes);
        await told(writing);
        if (handle !== null) writing = writeAll(handle, block.bytes);
        bytes += block.bytes.length;
        onBlock(block.rows, bytes);
      }
      await told(writing);
    },
    sum: () => ({ bytes, sha256: hash.digest('hex') }),
    place: async (beside) => {
      if (handle === null || path === null) return;
      await told(handle.datasync());
      await told(handle.close());
      await told(writeFile(`${temporary}.json`, beside.text));
      await told(rename(temporary, path), true);
      await told(rename(`${temporary}.json`, beside.path), true);
    },
    discard: async () => {
      await handle?.close().catch(() => undefined);
      for (const left of [temporary, `${temporary}.json`]) await rm(left, { force: true });
    },
  };
}
