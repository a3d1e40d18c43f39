import { z } from 'zod';
import { ExchangeId } from './exchange.ts';
import { InstrumentId, MarketSymbol } from './instrument.ts';
import { Timeframe } from './timeframe.ts';

/** A series is one exchange, symbol and timeframe. */
export const SeriesKey = z.strictObject({ exchange: ExchangeId, symbol: MarketSymbol, timeframe: Timeframe });
export type SeriesKey = z.infer<typeof SeriesKey>;

export const SeriesId = z.number().int().positive().brand<'SeriesId'>();
export type SeriesId = z.infer<typeof SeriesId>;

export const HistoryDays = z.number().int().min(1).max(10_000);

export const Series = SeriesKey.extend({
  id: SeriesId,
  instrumentId: InstrumentId,
  /** Kept up to date; an untracked series keeps its candles and is left alone. */
  tracked: z.boolean(),
  /** Not tracked because it came with a file or was made here, and not because it was removed: shown like the others. */
  aside: z.boolean().optional(),
  historyDays: HistoryDays,
  /** Kept live while the program runs. */
  live: z.boolean(),
  /** Kept up to date out of this finer timeframe of the same symbol. */
  derivedFrom: Timeframe.optional(),
  /** Features are computed on close. */
  features: z.boolean().optional(),
});
export type Series = z.infer<typeof Series>;

/** Returns the name a person reads: `bitget BTCUSDT 1m`. */
export const seriesName = (key: SeriesKey): string => `${key.exchange} ${key.symbol} ${key.timeframe}`;
