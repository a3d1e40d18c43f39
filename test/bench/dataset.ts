import type { StoreClient } from '../../electron/store/storeClient.ts';
import { type CandleColumns, sliceCandles } from '../../shared/domain/candle.ts';
import type { MarketSymbol } from '../../shared/domain/instrument.ts';
import type { Series } from '../../shared/domain/series.ts';
import { MINUTE } from '../../shared/domain/time.ts';
import { MONDAY, sampleCandles } from '../helpers/sampleCandles.ts';

/** A year of minutes. */
export const YEAR = 525_600;
export const PAGE = 1_000;
export const FROM = MONDAY;
export const UNTIL = FROM + YEAR * MINUTE;

/** Returns one year of minute candles. */
export const yearOfMinutes = (): CandleColumns => sampleCandles(FROM, MINUTE, YEAR);

/** Returns the same candles in pages, as a venue sends them. */
export function inPages(candles: CandleColumns, size = PAGE): CandleColumns[] {
  const pages: CandleColumns[] = [];
  for (let at = 0; at < candles.openTime.length; at += size) {
    pages.push(sliceCandles(candles, at, Math.min(at + size, candles.openTime.length)));
  }
  return pages;
}

/** Adds a minute series of its own to the catalog. */
export async function addMinuteSeries({ write, read }: StoreClient, symbol: string): Promise<Series> {
  const instrument = await write.addInstrument(
    {
      exchange: 'bitget',
      symbol: symbol as MarketSymbol,
      unified: `${symbol}/USDT:USDT`,
      base: symbol,
      quote: 'USDT',
    },
    FROM,
  );
  const id = await write.trackSeries(instrument, '1m', 365);
  return (await read.series()).find((series) => series.id === id)!;
}

/** Pages on their way at once: an answer is parsed while the one before it is stored. */
const IN_FLIGHT = 2;

/** Writes pages in order, as a backfill does. */
export async function writePages(
  { write }: StoreClient,
  series: Series,
  pages: readonly CandleColumns[],
): Promise<void> {
  await write.extendLedger(series.id, { from: FROM, until: UNTIL }, FROM);
  const send = (candles: CandleColumns) => {
    const asked = { from: candles.openTime[0]!, until: candles.openTime.at(-1)! + MINUTE };
    return write.writePage({
      seriesId: series.id,
      timeframe: '1m',
      candles,
      answered: asked,
      exchangeTime: UNTIL,
      asked,
      provider: 'bitget',
      request: `GET /api/v2/mix/market/history-candles ${asked.from}..${asked.until}`,
      receivedAt: UNTIL,
    });
  };
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < pages.length) {
      next += 1;
      await send(pages[next - 1]!);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}
