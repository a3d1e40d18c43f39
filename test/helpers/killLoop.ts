import { argv, stderr, stdout } from 'node:process';
import { silentLog } from '../../electron/platform/log.ts';
import { openStore } from '../../electron/store/storeClient.ts';
import { setCandle, sliceCandles } from '../../shared/domain/candle.ts';
import { HOUR } from '../../shared/domain/time.ts';
import { createRandom } from '../exchange/random.ts';
import { MONDAY, sampleCandles } from './sampleCandles.ts';
import { addSeries, pageOf } from './seriesFixture.ts';
import { THREAD_ENTRY } from './storeThread.ts';

/**
 * Opens the store given as the first argument and writes pages at random places until it is killed: new candles,
 * revised ones, holes and failed requests. Prints one line when the store is open and one a page.
 */
const HOURS = 20_000;
const [, , dataDir = '', seed = '1'] = argv;
const random = createRandom(Number(seed));
const upTo = (n: number): number => Math.floor(random() * n);

try {
  const store = await openStore({ dataDir, threadEntry: THREAD_ENTRY, log: silentLog });
  const series = await addSeries(store, 'KILLUSDT');
  const candles = sampleCandles(MONDAY, HOUR, HOURS);
  stdout.write('open\n');
  for (let page = 0; ; page += 1) {
    const from = upTo(HOURS - 500);
    const until = from + 1 + upTo(500);
    const now = MONDAY + 2 * HOURS * HOUR + page;
    const rows = sliceCandles(candles, from, until);
    const answered = { from: MONDAY + from * HOUR, until: MONDAY + (until + upTo(20)) * HOUR };
    const at = upTo(until - from);
    setCandle(rows, at, [rows.openTime[at]!, 10, 20, 5, 11 + upTo(5), page]);
    await store.write.writePage(pageOf(series, rows, { answered, exchangeTime: now, receivedAt: now }));
    const finding = { where: [answered], cause: 'request-failed', evidence: 'HTTP 503' } as const;
    await store.write.explainGap(series.id, finding, now);
    stdout.write('page\n');
  }
} catch (error) {
  stderr.write(`${error}\n`);
  process.exitCode = 1;
}
