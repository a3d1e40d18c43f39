import path from 'node:path';
import { app, dialog } from 'electron';

/** Everything the composition root needs of Electron's own life; nothing else imports `app`. */
export const electronApp = {
  version: (): string => app.getVersion(),
  /**
   * Keeps what Chromium and the shell remember beside the store, in a folder of their own. The single-instance lock
   * lies there too, so that there is one window a store and not one a user. Returns the folder.
   */
  liveIn: (dataDir: string): string => {
    const folder = path.join(dataDir, 'window');
    app.setPath('userData', folder);
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
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    void stop().finally(() => {
      isStopped = true;
      app.quit();
    });
  });
}
