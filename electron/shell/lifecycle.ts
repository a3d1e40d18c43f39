import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, dialog } from 'electron';
import { APP_ID } from './appId.ts';

/** Everything the composition root needs of Electron's own life. */
export const electronApp = {
  version: (): string => app.getVersion(),
  /**
   * Keeps what Chromium and the shell remember beside the store, in a folder of their own. The single-instance lock
   * lies there too, so that there is one window a store and not one a user. Returns the folder.
   */
  liveIn: (dataDir: string): string => {
    const folder = path.resolve(dataDir, 'window');
    // Electron takes only a folder that is there.
    mkdirSync(folder, { recursive: true });
    app.setPath('userData', folder);
    app.setAppUserModelId(APP_ID);
    return folder;
  },
  ready: (): Promise<void> => app.whenReady().then(() => undefined),
  quit: (): void => app.quit(),
  /** Ends an app that could not even open its window; there is no page to say it in. */
  fail: (error: unknown): void => {
    dialog.showErrorBox(
      'Candlekeep',
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
    app.exit(1);
  },
};

/** Tells whether this is the only Candlekeep on its store; `onSecond` runs in it whenever another one is started. */
export function isOnlyInstance(onSecond: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', onSecond);
  return true;
}

/** Quits when the last window closes, but not before `stop` is done. */
export function stopBeforeQuit(stop: () => Promise<void>): void {
  let isStopped = false;
  let isStopping = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    if (isStopping) return;
    isStopping = true;
    void stop().finally(() => {
      isStopped = true;
      app.quit();
    });
  });
}
