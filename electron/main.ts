import path from 'node:path';
import { parseArgs } from 'node:util';
import { startBackend } from './backend.ts';
import { startingBackend } from './engine/startingBackend.ts';
import { createFileLog } from './platform/fileLog.ts';
import { defaultDataDir } from './platform/paths.ts';
import { registerAppScheme, serveAppProtocol } from './shell/appProtocol.ts';
import { electronApp, isOnlyInstance, stopBeforeQuit } from './shell/lifecycle.ts';
import { closeSession, lockDown } from './shell/lockdown.ts';
import { loadPage, openMainWindow } from './shell/mainWindow.ts';
import { serveMainWindow } from './shell/serveMainWindow.ts';

// Built into out/main.js, beside out/preload.cjs and out/renderer.
const BUILT = import.meta.dirname;

/** Chromium's own switches come along on the command line; only ours are read. */
function namedDataDir(): string | null {
  const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } }, strict: false });
  return typeof values['data-dir'] === 'string' ? values['data-dir'] : null;
}

/** The app, from its start to its stop, in this order. */
async function main(): Promise<void> {
  const dataDir = namedDataDir() ?? defaultDataDir();
  const shellDir = electronApp.liveIn(dataDir);
  let raise = (): void => undefined;
  if (!isOnlyInstance(() => raise())) return electronApp.quit();
  registerAppScheme();
  const log = createFileLog({ dataDir, console: 'warn' });
  lockDown(log);

  // The store opens while Electron gets ready, and the window opens while the store does.
  const start = () => startBackend({ dataDir, version: electronApp.version(), log });
  const backend = startingBackend(start, log);
  stopBeforeQuit(() => backend.close());

  await electronApp.ready();
  closeSession(log);
  serveAppProtocol(path.join(BUILT, 'renderer'));

  const window = openMainWindow({
    preload: path.join(BUILT, 'preload.cjs'),
    stateFile: path.join(shellDir, 'window.json'),
  });
  raise = () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  };
  serveMainWindow(window, backend, log);
  await loadPage(window);
}

main().catch(electronApp.fail);
