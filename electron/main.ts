import path from 'node:path';
import { startBackend } from './backend.ts';
import { startingBackend } from './engine/startingBackend.ts';
import { createFileLog } from './platform/fileLog.ts';
import { defaultDataDir } from './platform/paths.ts';
import { registerAppScheme, serveAppProtocol } from './shell/appProtocol.ts';
import { runCommand } from './shell/commandRun.ts';
import { parseLaunch } from './shell/launch.ts';
import { electronApp, isOnlyInstance, stopBeforeQuit } from './shell/lifecycle.ts';
import { closeSession, lockDown } from './shell/lockdown.ts';
import { loadPage, openMainWindow, raise } from './shell/mainWindow.ts';
import { setMenu } from './shell/menu.ts';
import { logCrashes, recoverPage } from './shell/recovery.ts';
import { serveMainWindow } from './shell/serveMainWindow.ts';
import { shellSurroundings } from './shell/surroundings.ts';

// Built into out/main.js, beside out/preload.cjs and out/renderer.
const BUILT = import.meta.dirname;

/** The app, from its start to its stop, in this order. */
async function openApp(dataDir: string): Promise<void> {
  const shellDir = electronApp.liveIn(dataDir);
  let raiseWindow = (): void => undefined;
  if (!isOnlyInstance(() => raiseWindow())) return electronApp.quit();
  registerAppScheme();
  const log = createFileLog({ dataDir, console: 'warn' });
  logCrashes(log);
  lockDown(log);

  // The store opens while Electron gets ready, and the window opens while the store does.
  const surroundings = shellSurroundings(shellDir, () => raiseWindow());
  const start = () => startBackend({ dataDir, version: electronApp.version(), log, surroundings });
  const backend = startingBackend(start, log);
  stopBeforeQuit(() => backend.close());

  await electronApp.ready();
  closeSession(log);
  serveAppProtocol(path.join(BUILT, 'renderer'));
  setMenu();

  const window = openMainWindow({
    preload: path.join(BUILT, 'preload.cjs'),
    stateFile: path.join(shellDir, 'window.json'),
  });
  raiseWindow = () => raise(window);
  serveMainWindow(window, backend, log);
  recoverPage(window, log);
  await loadPage(window);
}

/** The window, or with `--cli` one command without it; the headless program is only loaded when it is asked for. */
function main(): Promise<void> {
  const launch = parseLaunch(process.argv);
  if (launch.kind === 'window') return openApp(launch.dataDir ?? defaultDataDir());
  return runCommand(async () => (await import('./cli/run.ts')).runCli(launch.args));
}

main().catch(electronApp.fail);
