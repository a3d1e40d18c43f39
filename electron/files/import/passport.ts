import { readFile } from 'node:fs/promises';
import { Passport } from '../../../shared/domain/frame.ts';
import type { FileMapping } from '../../../shared/domain/import.ts';

/** Reads the passport beside one of Candlekeep's own exports; null where there is none. */
async function passportOf(path: string): Promise<Passport | null> {
  const names = [`${path}.passport.json`, path.replace(/\.(csv|parquet)$/i, '.passport.json')];
  for (const name of names) {
    if (name === path) continue;
    const text = await readFile(name, 'utf8').catch(() => null);
    if (text === null) continue;
    try {
      const passport = Passport.safeParse(JSON.parse(text));
      if (passport.success) return passport.data;
    } catch {
      // A passport that is no JSON says nothing; the file is read like any other.
    }
  }
  return null;
}

/** Returns a mapping that says what the passport of the file knows better than its name. */
export async function withPassport(path: string, mapping: FileMapping): Promise<FileMapping> {
  const own = await passportOf(path);
  const base = own?.series[0];
  if (own === null || base === undefined) return mapping;
  const { exchange, symbol, timeframe } = base;
  return { ...mapping, dialect: 'candlekeep', exchange, symbol, timeframe };
}
