import { chromium } from 'playwright';
import { silentLog } from '../../electron/platform/log.ts';
import { openStore } from '../../electron/store/storeClient.ts';
import { startHostProcess } from '../helpers/hostProcess.ts';
import { THREAD_ENTRY } from '../helpers/storeThread.ts';
import { makeTempDir, type TempDir } from '../helpers/tempDir.ts';
import { findBrowser } from '../host/findBrowser.ts';
import { YEAR } from './dataset.ts';
import { type BenchResult, race } from './result.ts';
import { SERIES, seedMinutes } from './seed.ts';

const ROUNDS = 9;
const FEW = 10;
/** So much longer may the start with ten million candles take. */
const ALLOWED = 1.3;

/** Nobody listens there: how far a venue is away is not what is measured. */
const NOWHERE = 'http://127.0.0.1:9';
const VENUES = { CANDLEKEEP_BITGET_URL: NOWHERE, CANDLEKEEP_BINANCE_URL: NOWHERE };

async function makeStore(minutes: number): Promise<TempDir> {
  const dir = makeTempDir();
  const store = await openStore({ dataDir: dir.path, threadEntry: THREAD_ENTRY, log: silentLog });
  await seedMinutes(store, dir.path, minutes);
  await store.close();
  return dir;
}

/** From the start of the built host to the first row of the table on the screen, with few candles and with many. */
export async function benchStartup(): Promise<BenchResult[]> {
  const few = await makeStore(FEW);
  const many = await makeStore(YEAR);
  const executable = findBrowser();
  const browser = await chromium.launch({
    ...(executable === null ? {} : { executablePath: executable }),
    // Chromium refuses to sandbox for root.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const hosts: Awaited<ReturnType<typeof startHostProcess>>[] = [];
  const startOn = (dir: TempDir) => async (): Promise<void> => {
    const host = await startHostProcess(dir.path, VENUES);
    hosts.push(host);
    const page = await browser.newPage();
    await page.goto(host.url);
    await page.getByRole('row', { name: /C0/ }).first().waitFor();
  };
  const stopAll = async (): Promise<void> => {
    for (const context of browser.contexts()) await context.close();
    for (const host of hosts.splice(0)) await host.stop();
  };
  try {
    // Stopping takes its own time, between the measurements.
    await startOn(many)();
    await stopAll();
    const times = await race(ROUNDS, { few: startOn(few), many: startOn(many) }, stopAll);
    return [
      {
        name: 'from the start to the first row of the table',
        baseline: `the same ${SERIES} series with ${SERIES * FEW} candles`,
        ratio: times.few / times.many,
        target: Number((1 / ALLOWED).toFixed(2)),
        detail: `${Math.round(times.many)} ms with ${((SERIES * YEAR) / 1e6).toFixed(1)} million candles, ${Math.round(times.few)} ms with ${SERIES * FEW}: ${(times.many / times.few).toFixed(2)} times`,
      },
    ];
  } finally {
    await stopAll();
    await browser.close();
    few.remove();
    many.remove();
  }
}
