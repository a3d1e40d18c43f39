import os from 'node:os';
import path from 'node:path';

/** Returns the folder for what may be lost: the window's browser profile and the demo's store. */
export function cacheDir(): string {
  const local = process.env.LOCALAPPDATA;
  if (process.platform === 'win32' && local !== undefined)
    return path.join(local, 'Candlekeep', 'Browser host');
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'candlekeep');
}
