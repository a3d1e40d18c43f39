import { statfs } from 'node:fs/promises';

/** The disk a folder lies on. */
export const diskOf = (folder: string) => ({
  async freeBytes(): Promise<number | null> {
    try {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    } catch {
      return null;
    }
  },
});
