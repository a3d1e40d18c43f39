import { describe, expect, it } from 'vitest';
import type { DeepCheckStep } from '../../../electron/store/repositories/integrity.ts';
import {
  type CandleColumns,
  type CandleRow,
  candleRows,
  candlesFromRows,
} from '../../../shared/domain/candle.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { issueText } from '../../../shared/words/issues.ts';
import { type DirectStore, openDirectStore } from '../../helpers/directStore.ts';
import { withRawDb } from '../../helpers/rawDb.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';

const at = (minutes: number): number => MONDAY + minutes * MINUTE;
const LONG = 130_000;

async function openWith(candles: CandleColumns, timeframe: Series['timeframe'] = '1m') {
  const store = openDirectStore();
  const series = await addSeries(store, 'BTCUSDT', timeframe);
  store.write.writePage(pageOf(series, candles, { exchangeTime: at(2 * LONG) }));
  return { ...store, series };
}

/** Checks a series piece by piece, `between` two steps something else happens. */
function inSteps({ read }: DirectStore, series: Series, between = (): void => undefined): DeepCheckStep[] {
  const steps: DeepCheckStep[] = [];
  do {
    steps.push(read.deepCheckStep(series, steps.at(-1) ?? null));
    if (steps.length === 1) between();
  } while (steps.at(-1)!.next !== null);
  return steps;
}

describe('a deep check in steps', () => {
  it('says what one in a single go says, wherever the contradictions lie', async () => {
    const store = await openWith(sampleCandles(MONDAY, MINUTE, LONG));
    withRawDb(store.dataDir, (db) => {
      for (const minute of [5, 60_479, 60_480, 129_999])
        db.exec(`DELETE FROM candle WHERE open_time = ${at(minute)}`);
      db.exec(`UPDATE candle SET volume = -1 WHERE open_time = ${at(100_000)}`);
      db.exec(`INSERT INTO gap (series_id, from_time, until_time, cause, state, updated_at)
               SELECT id, ${at(60_470)}, ${at(60_475)}, 'not-downloaded', 'open', 1 FROM series`);
      db.exec('INSERT INTO candle SELECT id, 9000000000000001, 10, 20, 5, 11, 1, 1, 0, NULL FROM series');
    });
    const steps = inSteps(store, store.series);
    expect(steps.length).toBeGreaterThan(2);
    const whole = store.read.deepCheck(store.series);
    expect(steps.at(-1)).toMatchObject({ candles: whole.candles, problems: whole.problems });
    expect(whole.problems.map(issueText)).toHaveLength(5);
  });

  it('takes no candle that comes in the middle of it for a contradiction', async () => {
    const store = await openWith(sampleCandles(MONDAY, MINUTE, LONG));
    const more = sampleCandles(at(LONG), MINUTE, 10, 2);
    const before = sampleCandles(at(-10), MINUTE, 10, 3);
    const steps = inSteps(store, store.series, () => {
      const late = { exchangeTime: at(2 * LONG) };
      store.write.writePage(pageOf(store.series, more, late));
      store.write.writePage(pageOf(store.series, before, late));
    });
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.at(-1)!.problems).toEqual([]);
  });
});

describe('the comparison with finer candles', () => {
  const finer = sampleCandles(MONDAY, MINUTE, 1_200);
  const hourOf = (rows: readonly CandleRow[]): CandleRow => [
    rows[0]![0],
    rows[0]![1],
    Math.max(...rows.map(([, , high]) => high)),
    Math.min(...rows.map(([, , , low]) => low)),
    rows.at(-1)![4],
    rows.reduce((sum, [, , , , , volume]) => sum + volume, 0),
  ];
  const hours = Array.from({ length: 20 }, (_, i) => hourOf(candleRows(finer).slice(i * 60, i * 60 + 60)));
  const whole = { from: MONDAY, until: MONDAY + 20 * HOUR };

  async function openPair(coarse: readonly CandleRow[], fine: readonly CandleRow[]) {
    const store = await openWith(candlesFromRows(fine));
    const hourly = await addSeries(store, 'BTCUSDT', '1h');
    store.write.writePage(pageOf(hourly, candlesFromRows(coarse)));
    return { ...store, hourly };
  }

  it('finds nothing where the coarser candles are the sum of the finer', async () => {
    const { read, hourly, series } = await openPair(hours, candleRows(finer));
    expect(read.aggregateStep(hourly, series, whole)).toEqual({
      next: null,
      read: 20,
      compared: 20,
      differences: [],
      unmatched: [],
    });
  });

  it('names the candle, the field and both values, and passes over hours that lack minutes', async () => {
    const planted = hours.map(
      (row, i): CandleRow => (i === 7 ? [row[0], row[1], row[2] + 1, row[3], row[4], row[5] + 1] : row),
    );
    const holed = candleRows(finer).filter((_, i) => i !== 61);
    const { read, hourly, series } = await openPair(planted, holed);
    const { compared, differences } = read.aggregateStep(hourly, series, whole);
    expect(compared).toBe(19);
    expect(differences).toEqual([
      {
        openTime: MONDAY + 7 * HOUR,
        field: 'high',
        stored: hours[7]![2] + 1,
        expected: hours[7]![2],
        fields: ['high', 'volume'],
      },
    ]);
  });

  it('counts minutes the venue has confirmed to be empty as there', async () => {
    const holed = candleRows(finer).filter((_, i) => i !== 61);
    const own = hours.with(1, hourOf(holed.slice(60, 119)));
    const { read, write, hourly, series } = await openPair(own, holed);
    // A page that answers for the hole, twice: the venue has confirmed it.
    for (const receivedAt of [at(90_000), at(100_000)]) {
      const asked = pageOf(series, candlesFromRows(holed), { receivedAt });
      write.writePage({ ...asked, answered: { from: MONDAY, until: at(1_200) } });
    }
    expect(read.gaps(series.id)).toMatchObject([{ state: 'confirmed-empty', missing: 1 }]);
    expect(read.aggregateStep(hourly, series, whole)).toMatchObject({ compared: 20, differences: [] });
  });
});

describe('the search for what is suspicious', () => {
  const LIMITS = { jump: 0.1, flatMinutes: 15 };
  const everything = { from: 0, until: Number.MAX_SAFE_INTEGER };
  const flatFrom = (candles: CandleColumns, from: number, count: number): CandleColumns => {
    const rows = candleRows(candles).map((row, i): CandleRow => {
      const price = candles.close[from - 1]!;
      return i >= from && i < from + count ? [row[0], price, price, price, price, 0] : row;
    });
    return candlesFromRows(rows);
  };

  it('finds a flat run whole that lies over the border of two steps', async () => {
    const { read, series } = await openWith(flatFrom(sampleCandles(MONDAY, MINUTE, 60_000), 49_990, 40));
    const first = read.searchStep(series, everything, LIMITS);
    const run = { from: at(49_990), to: at(50_029), candles: 40 };
    expect(first.flatRuns).toMatchObject([run]);
    expect(first.next).toBeGreaterThan(at(50_029));
    const second = read.searchStep(series, { ...everything, from: first.next! }, LIMITS);
    expect(second).toMatchObject({ next: null, flatRuns: [] });
    // Begun in the middle of the run, the search still knows where it started.
    expect(read.searchStep(series, { ...everything, from: at(50_000) }, LIMITS).flatRuns).toMatchObject([
      run,
    ]);
  });

  it('compares the first candle of a step with the one before it', async () => {
    const rows = candleRows(sampleCandles(MONDAY, MINUTE, 50_010)).map(
      (row, i): CandleRow =>
        i < 50_000 ? row : [row[0], row[1] * 2, row[2] * 2, row[3] * 2, row[4] * 2, row[5]],
    );
    const { read, series } = await openWith(candlesFromRows(rows));
    const first = read.searchStep(series, everything, LIMITS);
    const second = read.searchStep(series, { ...everything, from: first.next! }, LIMITS);
    expect([...first.jumps, ...second.jumps].map(({ openTime }) => openTime)).toEqual([at(50_000)]);
  });

  it('knows what has come or changed since a mark, and remembers marks with the series', async () => {
    const { read, write, series } = await openWith(sampleCandles(MONDAY, MINUTE, 100));
    const news = read.seriesNews(series.id, { batch: 0, revision: 0 });
    expect(news).toEqual({ from: MONDAY, batch: 1, revision: 0 });
    expect(read.seriesNews(series.id, news)).toEqual({ ...news, from: null });
    const revised = candlesFromRows([[at(40), 1, 2, 1, 2, 3]]);
    write.writePage(pageOf(series, revised, { receivedAt: at(20_000) }));
    expect(read.seriesNews(series.id, news)).toMatchObject({ from: at(40), revision: 1 });
    const mark = { until: at(100), ...LIMITS, batch: 2, revision: 1 };
    expect(read.searchMark(series.id)).toBeNull();
    write.setSearchMark(series.id, mark);
    expect(read.searchMark(series.id)).toEqual(mark);
  });
});
