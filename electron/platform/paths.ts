import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the folder of the store unless one is named: CANDLEKEEP_DATA_DIR, else the place where the system keeps the
 * data of a user's programs and does not roam it (%LOCALAPPDATA%, Application Support, XDG_DATA_HOME).
 */
export function defaultDataDir(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const named = env.CANDLEKEEP_DATA_DIR;
  if (named !== undefined && named !== '') return named;
  const home = homedir();
  if (platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Candlekeep', 'data');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Candlekeep');
  return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'candlekeep');
}
