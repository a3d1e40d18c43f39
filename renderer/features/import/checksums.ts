import type { FileReport } from '../../../shared/domain/import.ts';
import { fileName } from './importRows.ts';

/** A checksum file is a line or a few; what is longer is something else with its name. */
const LONGEST = 10_000;

export const isChecksumFile = (name: string): boolean => /\.CHECKSUM$/i.test(name);

/** Reads lines as `sha256sum` writes them, `HASH  NAME`, into the hash of each name. */
export function readChecksums(text: string): ReadonlyMap<string, string> {
  const lines = text.slice(0, LONGEST).matchAll(/^\s*([0-9a-f]{64})\s+\*?(\S.*?)\s*$/gim);
  return new Map([...lines].map(([, hash, name]) => [fileName(name!), hash!.toLowerCase()]));
}

/**
 * Holds files against the checksums that were dropped along with them: the engine finds only those that lie beside a
 * file on the disk. A file that differs is not to be imported.
 */
export function withChecksums(
  files: readonly FileReport[],
  sums: ReadonlyMap<string, string>,
): readonly FileReport[] {
  return files.map((file) => {
    const sum = sums.get(fileName(file.path));
    if (sum === undefined || file.sha256 === undefined || file.checksum !== 'none') return file;
    if (sum === file.sha256.toLowerCase()) return { ...file, checksum: 'matches' };
    return {
      ...file,
      checksum: 'differs',
      problem: `its SHA-256 is ${file.sha256}, the checksum file says ${sum}`,
      problemCode: 'checksum',
    };
  });
}
