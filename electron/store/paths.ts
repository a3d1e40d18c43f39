import { join } from 'node:path';

/** Where things are inside a data directory. */
export const storePaths = (dataDir: string) => ({
  database: join(dataDir, 'candlekeep.sqlite'),
  lock: join(dataDir, 'candlekeep.lock'),
  backups: join(dataDir, 'backups'),
  /** A recovery in the making, and one that is complete but not yet in its place. */
  partial: join(dataDir, 'candlekeep.sqlite.partial'),
  recovered: join(dataDir, 'candlekeep.sqlite.recovered'),
});
