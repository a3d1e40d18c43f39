import { z } from 'zod';
import { ExchangeId } from '../domain/exchange.ts';
import { MarketSymbol } from '../domain/instrument.ts';
import { SeriesId } from '../domain/series.ts';
import { EpochMs } from '../domain/time.ts';
import { Timeframe } from '../domain/timeframe.ts';

export const Nothing = z.strictObject({});

/** Narrows a question to some series; an absent list means all. */
export const SeriesFilter = z.strictObject({
  exchange: ExchangeId.optional(),
  symbols: z.array(MarketSymbol).min(1).max(1_000).optional(),
  timeframes: z.array(Timeframe).min(1).optional(),
});
export type SeriesFilter = z.infer<typeof SeriesFilter>;

/** A piece of one series, [from, until). */
export const Stretch = z.strictObject({ seriesId: SeriesId, from: EpochMs, until: EpochMs });
export type Stretch = z.infer<typeof Stretch>;

export const Stretches = z.array(Stretch).min(1).max(1_000);
