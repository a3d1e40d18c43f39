import { join } from 'node:path';

/** Where things are inside a data directory. */
export const storePaths = (dataDir: string) => ({
  database: join(dataDir, 'candlekeep.sqlite'),
  lock: join(dataDir, 'candlekeep.lock'),
  backups: join(dataDir, 'backups'),
});
