import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../../electron/platform/log.ts';

/**
 * Starts something on the port it had last time, or on any other when that one is taken. A browser keeps what a page
 * remembers (language, columns, layout) by origin, and the port is part of it; the port itself is still random at
 * first, and the link still carries a one-time token.
 */
export async function onRememberedPort<T extends Readonly<{ port: number }>>(
  folder: string,
  log: Log,
  start: (port: number) => Promise<T>,
): Promise<T> {
  const file = path.join(folder, 'host-port');
  const last = Number(await readFile(file, 'utf8').catch(() => '0'));
  const started = await start(Number.isInteger(last) && last > 0 && last < 65_536 ? last : 0).catch(() =>
    start(0),
  );
  if (started.port !== last) {
    await mkdir(folder, { recursive: true })
      .then(() => writeFile(file, String(started.port)))
      .catch((error: unknown) => log.warn('the port could not be remembered', { error: String(error) }));
  }
  return started;
}
