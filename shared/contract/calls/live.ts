import { z } from 'zod';
import { ExchangeId } from '../../domain/exchange.ts';
import { IngestionMode, IngestionStatus, LiveCandle, LiveVenue, Quote } from '../../domain/live.ts';
import { SeriesId } from '../../domain/series.ts';
import { Nothing } from '../filters.ts';

/** What keeps the store current, and how. */
export const LiveState = z.strictObject({
  /** Everything stands still while true; which series are live is kept. */
  paused: z.boolean(),
  /** The mode of every series that has none of its own. */
  mode: IngestionMode,
  venues: z.array(LiveVenue),
  series: z.array(IngestionStatus),
});
export type LiveState = z.infer<typeof LiveState>;

export const liveCalls = {
  'live.state': { request: Nothing, response: LiveState },
  /** Turns series live or off, or changes how; what is absent stays. A mode of null follows the mode of all. */
  'live.set': {
    request: z.strictObject({
      seriesIds: z.array(SeriesId).min(1).max(5_000),
      live: z.boolean().optional(),
      mode: IngestionMode.nullable().optional(),
    }),
    response: LiveState,
  },
  'live.setAll': {
    request: z.strictObject({ mode: IngestionMode.optional(), paused: z.boolean().optional() }),
    response: LiveState,
  },
  /** Drops the venue's line and dials again; closes its circuit breaker. */
  'live.reconnect': { request: z.strictObject({ exchange: ExchangeId }), response: LiveState },
  /** The candles that form now, of the series asked about. */
  'live.forming': {
    request: z.strictObject({ seriesIds: z.array(SeriesId).min(1).max(500) }),
    response: z.strictObject({ candles: z.array(LiveCandle) }),
  },
  'quotes.list': { request: Nothing, response: z.strictObject({ quotes: z.array(Quote) }) },
} as const;
