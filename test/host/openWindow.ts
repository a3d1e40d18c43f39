import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { cacheDir } from './cacheDir.ts';
import { findBrowser } from './findBrowser.ts';

/** Sooner than this after its start, the process has only handed the link to a window that was open already. */
const HANDED_OVER_MS = 5_000;

/** Tells whether a window could be seen here at all. */
export function hasScreen(env: NodeJS.ProcessEnv = process.env, platform = process.platform): boolean {
  if (env.CI) return false;
  return platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY);
}

/**
 * Opens `url` in an app window of its own, with a profile of its own, and calls `onClosed` when the trader closes it.
 * Returns null, after the one sentence about it, when there is no browser that can.
 */
export function openWindow(
  url: string,
  say: (line: string) => void,
  onClosed: () => void,
): ChildProcess | null {
  const browser = findBrowser();
  if (browser === null) {
    say(`No Chromium, Edge or Chrome was found; open ${url} in a browser of this machine.`);
    return null;
  }
  const isRoot = process.getuid?.() === 0;
  const openedAt = Date.now();
  const child = spawn(
    browser,
    [
      `--app=${url}`,
      `--user-data-dir=${path.join(cacheDir(), 'window')}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--window-size=1440,900',
      // Chromium refuses to sandbox for root.
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
    { stdio: 'ignore' },
  );
  child.once('error', () => say(`The window could not be opened; open ${url} in a browser of this machine.`));
  child.once('exit', () => {
    if (Date.now() - openedAt > HANDED_OVER_MS) onClosed();
  });
  return child;
}
