import { app, type BrowserWindow, dialog } from 'electron';
import type { Log } from '../platform/log.ts';
import { createCrashPolicy } from './crashPolicy.ts';
import { type Question, questionsFor } from './questions.ts';

/** Asks over the window; resolves with the number of the button. `signal` takes the question back. */
async function ask(window: BrowserWindow, question: Question, signal?: AbortSignal): Promise<number> {
  const { response } = await dialog.showMessageBox(window, {
    ...question,
    buttons: [...question.buttons],
    type: 'warning',
    title: 'Candlekeep',
    cancelId: 0,
    noLink: true,
    ...(signal === undefined ? {} : { signal }),
  });
  return response;
}

/** Brings the page back when its process crashes or hangs, and keeps the reason in the log. */
export function recoverPage(window: BrowserWindow, log: Log): void {
  const { webContents } = window;
  const questions = questionsFor(app.getLocale());
  const decide = createCrashPolicy(Date.now);
  let waiting: AbortController | null = null;

  const reload = (): void => {
    if (!window.isDestroyed()) webContents.reload();
  };
  const askWhetherToGoOn = async (reason: string): Promise<void> => {
    if ((await ask(window, questions.crashed(reason))) === 0) reload();
    else app.quit();
  };
  const askWhetherToWait = async (): Promise<void> => {
    waiting?.abort();
    const current = new AbortController();
    waiting = current;
    const answer = await ask(window, questions.unresponsive, current.signal);
    // A hung page does not run its unload handlers either: its process is ended, which loads it again.
    if (answer === 1 && !current.signal.aborted && !window.isDestroyed())
      webContents.forcefullyCrashRenderer();
  };

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    waiting?.abort();
    const answer = decide(reason);
    log.error('the process of the page is gone', { reason, exitCode, answer });
    if (answer === 'reload') reload();
    if (answer === 'ask') void askWhetherToGoOn(reason);
  });
  window.on('unresponsive', () => {
    log.warn('the window does not answer');
    void askWhetherToWait();
  });
  window.on('responsive', () => {
    log.info('the window answers again');
    waiting?.abort();
  });
  window.once('closed', () => waiting?.abort());
}

/** Keeps in the log what happens to processes that have no page: graphics, network, and this one. */
export function logCrashes(log: Log): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason !== 'clean-exit') log.error('a process of the app is gone', { type, name, reason, exitCode });
  });
  // Only listens: Electron still shows the error to the trader.
  process.on('uncaughtExceptionMonitor', (error, origin) => {
    log.error('an error nobody caught', { origin, error: error.stack ?? error.message });
  });
}
