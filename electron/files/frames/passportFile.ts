import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Passport } from '../../../shared/domain/frame.ts';
import { passportPath } from './passport.ts';

/** The file beside a passport that it was made for, or that has taken its name. */
export type PassportFile = Readonly<{ name: string; sha256: string }>;

/** Files of the right length that are looked into: each is read whole. */
const MOST_LOOKED_INTO = 20;

/** Names of files in a folder that are as long as the one that is looked for. */
async function ofLength(folder: string, bytes: number): Promise<string[]> {
  const names: string[] = [];
  for (const name of (await readdir(folder).catch(() => [])).toSorted()) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found?.isFile() === true && found.size === bytes) names.push(name);
  }
  return names.slice(0, MOST_LOOKED_INTO);
}

/**
 * Finds the file of a passport in the folder of the passport: under the name it was written with, under the name the
 * passport has now, and else any that is the same to the last bit, since files are renamed and moved. Where none is the
 * same, the one that stands under either name is told with its own hash; null where there is none.
 */
export async function findPassportFile(
  path: string,
  { file, bytes, sha256 }: Pick<Passport, 'file' | 'bytes' | 'sha256'>,
  hashOf: (path: string) => Promise<string | null>,
): Promise<PassportFile | null> {
  const folder = dirname(path);
  const suffix = passportPath('');
  const own = basename(path);
  // Passports come from elsewhere, too: what one names is looked for beside it and nowhere else.
  const said = basename(file);
  const named = own.endsWith(suffix) ? [said, own.slice(0, -suffix.length)] : [said];
  let other: PassportFile | null = null;
  for (const name of new Set([...named, ...(await ofLength(folder, bytes))])) {
    const hash = await hashOf(join(folder, name));
    if (hash === sha256) return { name, sha256 };
    if (hash !== null && named.includes(name)) other ??= { name, sha256: hash };
  }
  return other;
}
