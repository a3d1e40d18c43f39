import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { type ExchangeEmulator, startExchange } from '../exchange/index.ts';
import { startHostProcess } from '../helpers/hostProcess.ts';
import { makeTempDir } from '../helpers/tempDir.ts';
import { type Environment, type Opened, openInElectron } from './openInElectron.ts';
import { waitForWindow } from './page.ts';
import { electronRuntime } from './runtime.ts';

/** What a story has in its hands: the app, its store and the venues it talks to. */
export type AppUnderTest = Readonly<{
  exchange: ExchangeEmulator;
  dataDir: string;
  /** Opens the app; once more after `close` is a restart on the same store. */
  open(): Promise<Page>;
  /** Ends what was opened: `kill` as a power cut would, where the transport allows it. */
  close(how?: 'kill'): Promise<void>;
  /** Ends the engine under an open page; there is nothing to end where they are one process. */
  stopHost(): Promise<void>;
}>;

async function openInBrowser(context: BrowserContext, dataDir: string, env: Environment): Promise<Opened> {
  const host = await startHostProcess(dataDir, env);
  const page = await context.newPage();
  const end = async (how?: 'kill'): Promise<void> => {
    await page.close();
    await (how === 'kill' ? host.kill() : host.stop());
  };
  await page.goto(host.url);
  return { page, end, stopHost: host.stop };
}

/** What Chromium says when the host is gone: a story of its own and no complaint. */
const HOST_IS_GONE = /WebSocket|ERR_CONNECTION_REFUSED/;

/** Collects what a page complains about. */
function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    if (isComplaint && !HOST_IS_GONE.test(message.text())) complaints.push(message.text());
  });
}

export const test = base.extend<{ app: AppUnderTest }>({
  app: async ({ context, locale, timezoneId }, use, info) => {
    const isElectron = info.project.name === 'electron';
    info.skip(isElectron && electronRuntime() === null, "Electron's runtime is not on this machine");
    const exchange = await startExchange();
    const folder = makeTempDir();
    const env = { CANDLEKEEP_BITGET_URL: exchange.url, CANDLEKEEP_BINANCE_URL: exchange.url };
    const complaints: string[] = [];
    const opened: Opened[] = [];
    context.on('page', (page) => listen(page, complaints));

    const close = async (how?: 'kill'): Promise<void> => {
      for (const { end } of opened.splice(0)) await end(how);
    };
    const open = async (): Promise<Page> => {
      const one = await (isElectron
        ? openInElectron(folder.path, env, { locale, timezoneId })
        : openInBrowser(context, folder.path, env));
      if (isElectron) listen(one.page, complaints);
      opened.push(one);
      await waitForWindow(one.page);
      return one.page;
    };
    const stopHost = async (): Promise<void> => opened.at(-1)?.stopHost();
    await use({ exchange, dataDir: folder.path, open, close, stopHost });
    await close();
    await exchange.close();
    folder.remove();
    expect(complaints, 'what the page complained about on its console').toEqual([]);
  },
});

export { expect };
