import type { NewInstrument } from '../../electron/store/repositories/instruments.ts';
import type { PageWrite } from '../../electron/store/repositories/pages.ts';
import type { CandleColumns } from '../../shared/domain/candle.ts';
import type { MarketSymbol } from '../../shared/domain/instrument.ts';
import type { Series } from '../../shared/domain/series.ts';
import { durationOf, type Timeframe } from '../../shared/domain/timeframe.ts';
import { MONDAY } from './sampleCandles.ts';

/** Returns what the catalog needs to know of a contract. */
export const instrumentNamed = (symbol: string): NewInstrument => ({
  exchange: 'bitget',
  symbol: symbol as MarketSymbol,
  unified: `${symbol.replace(/USDT$/, '')}/USDT:USDT`,
  base: symbol.replace(/USDT$/, ''),
  quote: 'USDT',
});

type Answer<T> = T | Promise<T>;
type Catalog = Readonly<{
  write: {
    addInstrument(instrument: NewInstrument, now: number): Answer<Series['instrumentId']>;
    trackSeries(id: Series['instrumentId'], timeframe: Timeframe, days: number): Answer<Series['id']>;
  };
  read: { series(): Answer<Series[]> };
}>;

/** Adds a series to the catalog of a store, with or without threads. */
export async function addSeries(
  store: Catalog,
  symbol = 'BTCUSDT',
  timeframe: Timeframe = '1h',
): Promise<Series> {
  const instrument = await store.write.addInstrument(instrumentNamed(symbol), MONDAY);
  const id = await store.write.trackSeries(instrument, timeframe, 30);
  return (await store.read.series()).find((series) => series.id === id)!;
}

/** Returns a page that answers for exactly the time from its first to its last candle, long after they closed. */
export function pageOf(series: Series, candles: CandleColumns, changes: Partial<PageWrite> = {}): PageWrite {
  const step = durationOf(series.timeframe);
  const last = candles.openTime.at(-1);
  const answered =
    last === undefined ? { from: MONDAY, until: MONDAY } : { from: candles.openTime[0]!, until: last + step };
  return {
    seriesId: series.id,
    timeframe: series.timeframe,
    candles,
    answered,
    exchangeTime: MONDAY + 10_000 * step,
    asked: changes.answered ?? answered,
    provider: 'bitget',
    request: 'GET candles',
    receivedAt: MONDAY + 10_000 * step,
    ...changes,
  };
}
