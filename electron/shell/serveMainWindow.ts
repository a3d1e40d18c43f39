import { type BrowserWindow, ipcMain } from 'electron';
import type { Backend } from '../engine/ports/backend.ts';
import type { Log } from '../platform/log.ts';
import { bindIpc, type MainIpc } from './ipcBinding.ts';

/**
 * Serves the window's page, whichever one it is: a reload is a new caller, whose calls begin at one again, and what
 * the old page had running is aborted.
 */
export function serveMainWindow(
  window: BrowserWindow,
  backend: Pick<Backend, 'handlers' | 'on'>,
  log: Log,
): void {
  const { webContents } = window;
  const bind = () => bindIpc(ipcMain as MainIpc, webContents, backend, log);
  let stop = bind();
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return;
    stop();
    stop = bind();
  });
  window.once('closed', () => stop());
}
