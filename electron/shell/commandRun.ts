import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { app } from 'electron';

/** Resolves when everything written has been handed over: an exit would cut off what still waits in a pipe. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve());
  });

/**
 * Runs one command of the headless program under Electron and ends with its code. There is no window, and no lock
 * of the single instance: a command may run while the window of the same store is open.
 */
export async function runCommand(run: () => Promise<number>): Promise<void> {
  // Chromium keeps a few files wherever it is told to; the window's own folder may be in use.
  const folder = path.join(tmpdir(), 'candlekeep-cli');
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
  app.disableHardwareAcceleration();
  const code = await run();
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  app.exit(code);
}
