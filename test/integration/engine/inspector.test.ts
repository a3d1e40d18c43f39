import { describe, expect, it } from 'vitest';
import type { PageWrite } from '../../../electron/store/repositories/pages.ts';
import { type CandleRow, candleRows, candlesFromRows } from '../../../shared/domain/candle.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { TestEngine } from '../../helpers/testEngine.ts';
import { backfill, NOW, setStage } from './stage.ts';

const HOUR_NOW = Math.floor(NOW / HOUR) * HOUR;

async function seriesOf(engine: TestEngine, timeframe: Timeframe, symbol = 'BTCUSDT'): Promise<Series> {
  const all = await engine.store.read.series();
  return all.find((one) => one.symbol === symbol && one.timeframe === timeframe)!;
}

async function tracked(engine: TestEngine, timeframes: Timeframe[]): Promise<void> {
  await engine.ask('catalog.add', {
    exchange: 'bitget',
    symbol: 'BTCUSDT',
    timeframes: timeframes.map((timeframe) => ({ timeframe, days: 2 })),
  });
}

/** A page of one candle, an hour after it had closed. */
const page = (series: Series, row: CandleRow, change: Partial<PageWrite>): PageWrite => ({
  seriesId: series.id,
  timeframe: series.timeframe,
  candles: candlesFromRows([row]),
  answered: null,
  exchangeTime: row[0] + 2 * HOUR,
  asked: { from: row[0], until: row[0] + HOUR },
  provider: 'bitget',
  request: 'GET candles',
  receivedAt: row[0] + 2 * HOUR,
  ...change,
});

describe('the candle inspector', () => {
  it('tells of a downloaded candle which request brought it, and shows the finer candles under it', async () => {
    const { start } = await setStage();
    const engine = await start();
    const job = await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1m', '15m', '1h'], days: 1 });
    const hourly = await seriesOf(engine, '1h');
    const openTime = HOUR_NOW - 3 * HOUR;
    const story = await engine.ask('candles.inspect', { seriesId: hourly.id, openTime });
    expect(candleRows(story.candle)[0]![0]).toBe(openTime);
    expect(story).toMatchObject({ flags: 0, latencyMs: null, gap: null, revised: [], rejected: [] });
    expect(story.batch).toMatchObject({
      origin: 'rest',
      provider: 'bitget',
      fallbackUsed: false,
      jobId: job.id,
    });
    expect(story.batch!.request).toContain('granularity=1H');
    expect(story.finer).toMatchObject({ timeframe: '15m', expected: 4 });
    expect([...story.finer!.candles.openTime]).toEqual([0, 15, 30, 45].map((n) => openTime + n * MINUTE));
    const minute = await engine.ask('candles.inspect', {
      seriesId: (await seriesOf(engine, '1m')).id,
      openTime,
    });
    expect(minute.finer).toBeNull();
  });

  it('tells apart what came by socket, from finer candles and from the venue’s answer, with every value it had', async () => {
    const { start } = await setStage();
    const engine = await start();
    await tracked(engine, ['1h']);
    const hourly = await seriesOf(engine, '1h');
    const openTime = HOUR_NOW - 5 * HOUR;
    const values = [1, 2, 3].map((volume): CandleRow => [openTime, 10, 12, 9, 11, volume]);
    const { write } = engine.store;
    await write.writePage(page(hourly, values[0]!, { origin: 'socket', request: 'candle1H', isLive: true }));
    await write.writePage(page(hourly, values[1]!, { origin: 'derived', request: 'from 1m' }));
    await write.writePage(page(hourly, values[2]!, { origin: 'rest', request: 'GET confirm' }));
    const story = await engine.ask('candles.inspect', { seriesId: hourly.id, openTime });
    expect(story.candle.volume).toEqual(Float64Array.of(3));
    expect(story.batch).toMatchObject({ origin: 'rest', request: 'GET confirm' });
    expect(candleRows(story.revisions)).toEqual([values[1], values[0]]);
    expect(story.revised.map(({ batch, by }) => [batch?.origin, by?.origin])).toEqual([
      ['derived', 'rest'],
      ['socket', 'derived'],
    ]);
  });

  it('says where there is no candle why there is none, and which were refused', async () => {
    const { start } = await setStage();
    const engine = await start();
    await tracked(engine, ['1h']);
    const hourly = await seriesOf(engine, '1h');
    const openTime = HOUR_NOW - 5 * HOUR;
    const wrong: CandleRow = [openTime, 10, 5, 9, 11, 1];
    const answered = { from: openTime, until: openTime + HOUR };
    await engine.store.write.writePage(page(hourly, wrong, { answered }));
    const story = await engine.ask('candles.inspect', { seriesId: hourly.id, openTime });
    expect(story.candle.openTime).toHaveLength(0);
    expect(story.batch).toBeNull();
    expect(story.gap).toMatchObject({ cause: 'rejected', missing: 1, from: openTime });
    expect(story.rejected).toHaveLength(1);
  });

  it('refuses a series that is gone and a time at which no candle opens, in words', async () => {
    const { start } = await setStage();
    const engine = await start();
    await tracked(engine, ['1h']);
    const { id } = await seriesOf(engine, '1h');
    const gone = (id + 1) as Series['id'];
    expect(await engine.call('candles.inspect', { seriesId: gone, openTime: 0 })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
    expect(await engine.call('candles.inspect', { seriesId: id, openTime: 7 })).toMatchObject({
      ok: false,
      error: { code: 'invalid-request', message: 'no 1h candle opens at 1970-01-01T00:00:00.007Z' },
    });
  });
});

describe('the same candle elsewhere', () => {
  it('is what the other venue says now, and is not stored', async () => {
    const { exchange, start } = await setStage();
    const engine = await start();
    await tracked(engine, ['1h']);
    const { id } = await seriesOf(engine, '1h');
    const openTime = HOUR_NOW - DAY;
    const answer = await engine.ask('candles.elsewhere', { seriesId: id, openTime });
    expect(answer.exchange).toBe('binance');
    expect(answer.candle).toEqual(exchange.truth('binance', 'BTCUSDT', '1h', openTime, openTime + HOUR));
    expect(await engine.store.read.series()).toHaveLength(1);
  });

  it('is an empty column where the other venue has none, and a sentence where it does not trade the symbol', async () => {
    const { exchange, start } = await setStage();
    const engine = await start();
    await tracked(engine, ['1h']);
    const { id } = await seriesOf(engine, '1h');
    const openTime = HOUR_NOW - DAY;
    exchange.faults.add({ kind: 'empty', venue: 'binance', from: openTime, until: openTime + HOUR });
    const answer = await engine.ask('candles.elsewhere', { seriesId: id, openTime });
    expect(answer.candle.openTime).toHaveLength(0);
    await engine.store.write.addInstrument(
      {
        exchange: 'bitget',
        symbol: 'NOWHEREUSDT',
        unified: 'NOWHERE/USDT:USDT',
        base: 'NOWHERE',
        quote: 'USDT',
      },
      NOW,
    );
    const [, other] = await engine.store.read.instruments();
    const nowhere = await engine.store.write.trackSeries(other!.id, '1h', 2);
    expect(await engine.call('candles.elsewhere', { seriesId: nowhere, openTime })).toEqual({
      ok: false,
      error: { code: 'not-found', message: 'binance does not trade NOWHEREUSDT' },
    });
  });
});
