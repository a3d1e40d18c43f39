import { z } from 'zod';
import { ExchangeId } from './exchange.ts';
import { MarketSymbol } from './instrument.ts';
import { DAY, EpochMs } from './time.ts';
import { Timeframe } from './timeframe.ts';

export const INDICATOR_NAMES = [
  'sma',
  'ema',
  'rsi',
  'macd',
  'atr',
  'bb',
  'adx',
  'donchian',
  'stoch',
  'supertrend',
  'vwap',
  'obv',
] as const;
export const IndicatorName = z.enum(INDICATOR_NAMES);
export type IndicatorName = z.infer<typeof IndicatorName>;

/** An indicator and its parameters, in the order of its definition (`electron/analysis/indicators/catalog.ts`). */
export const IndicatorSpec = z.strictObject({
  name: IndicatorName,
  params: z.array(z.number().positive().max(5_000)).max(4).readonly(),
});
export type IndicatorSpec = z.infer<typeof IndicatorSpec>;

/** Which series a column reads; absent parts are the frame's own. */
const Of = {
  exchange: ExchangeId.optional(),
  symbol: MarketSymbol.optional(),
  timeframe: Timeframe.optional(),
};

/** What a frame is made of: everything that decides its cells, and nothing about the file it is written to. */
export const FrameSpec = z.strictObject({
  exchange: ExchangeId,
  symbol: MarketSymbol,
  base: Timeframe,
  /** Rows whose base candle opens in [from, until); absent ends are those of what is stored. */
  from: EpochMs.optional(),
  until: EpochMs.optional(),
  /** Candles of other timeframes or symbols, as `5m_open … 5m_volume`, `BTCUSDT_1h_close` … */
  joins: z.array(z.strictObject(Of)).max(40),
  indicators: z.array(IndicatorSpec.extend(Of)).max(100),
  features: z.array(z.strictObject({ name: z.string().max(60), ...Of })).max(100),
  /** Adds `…_open_time` and `…_available_at` of every joined candle. */
  availableAt: z.boolean(),
  /** Adds the coarser candle that is forming, made of closed base candles only, as `5m_forming_open` … */
  forming: z.boolean(),
  /** Fills empty cells of the base with the candle before it, flat and without volume, and marks the rows in `is_filled`. */
  fill: z.boolean(),
  /** Rows in which an indicator or feature is still warming up; cut unless kept. */
  keepWarmup: z.boolean(),
});
export type FrameSpec = z.infer<typeof FrameSpec>;

export const CsvFormat = z.strictObject({
  kind: z.literal('csv'),
  separator: z.enum([',', ';', '\t']),
  time: z.enum(['iso', 'ms', 's']),
  /** Digits after the point; null writes every digit that counts. */
  decimals: z.number().int().min(0).max(15).nullable(),
  header: z.boolean(),
});
export const ParquetFormat = z.strictObject({
  kind: z.literal('parquet'),
  compression: z.enum(['snappy', 'none']),
});
export const FrameFormat = z.discriminatedUnion('kind', [CsvFormat, ParquetFormat]);
export type CsvFormat = z.infer<typeof CsvFormat>;
export type FrameFormat = z.infer<typeof FrameFormat>;

export const ColumnVerdict = z.strictObject({
  column: z.string(),
  passed: z.boolean(),
  rows: z.number().int(),
  offence: z
    .strictObject({
      /** Counted from 0 in the rows of the frame. */
      row: z.number().int(),
      openTime: EpochMs,
      /** Null for an empty cell. */
      inFrame: z.number().nullable(),
      asKnown: z.number().nullable(),
    })
    .nullable(),
});
export const LeakReport = z.strictObject({
  passed: z.boolean(),
  rows: z.number().int(),
  seed: z.number().int(),
  columns: z.array(ColumnVerdict),
});
export type LeakReport = z.infer<typeof LeakReport>;

/** What lies in a series a frame reads: enough to tell later whether it is still the same. */
export const PassportSeries = z.strictObject({
  exchange: ExchangeId,
  symbol: MarketSymbol,
  timeframe: Timeframe,
  candles: z.number().int(),
  first: EpochMs.nullable(),
  last: EpochMs.nullable(),
  /** Batches the candles came from, and the newest revision among them. */
  batches: z.number().int(),
  lastBatchId: z.number().int().nullable(),
  lastRevisionId: z.number().int().nullable(),
  /** SHA-256 of the candles read, as little-endian doubles, column by column. */
  sha256: z.string(),
  /** Gaps inside the range. */
  gaps: z.array(
    z.strictObject({
      from: EpochMs,
      to: EpochMs,
      missing: z.number().int(),
      cause: z.string(),
      state: z.string(),
    }),
  ),
  doubted: z.number().int(),
  fallback: z.number().int(),
});

/** The birth certificate of an exported file; lies beside it as `NAME.passport.json` and inside a Parquet file. */
export const Passport = z.strictObject({
  candlekeep: z.string(),
  createdAt: z.string(),
  file: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  rows: z.number().int(),
  columns: z.array(z.string()),
  from: z.string().nullable(),
  to: z.string().nullable(),
  filledRows: z.number().int(),
  emptyCells: z.record(z.string(), z.number().int()),
  spec: FrameSpec,
  format: FrameFormat,
  series: z.array(PassportSeries),
  features: z.array(z.string()),
  leakTest: LeakReport.nullable(),
});
export type Passport = z.infer<typeof Passport>;

/** One line of the history of exports. */
export const FrameExport = z.strictObject({
  id: z.number().int().positive(),
  at: EpochMs,
  path: z.string(),
  preset: z.string().nullable(),
  rows: z.number().int(),
  bytes: z.number().int(),
  leakTest: z.enum(['passed', 'failed', 'not-run']),
  passport: Passport,
});
export type FrameExport = z.infer<typeof FrameExport>;

export const FramePreset = z.strictObject({
  name: z.string().min(1).max(80),
  spec: FrameSpec,
  format: FrameFormat,
  /** The last so many UTC days whenever it is used; `from` and `until` of the specification do not count then. */
  days: z.number().int().min(1).max(10_000).optional(),
});
export type FramePreset = z.infer<typeof FramePreset>;

/** Returns where the last `days` UTC days begin, of which the one of `now` is the last. */
export const daysBack = (days: number, now: EpochMs): EpochMs =>
  Math.floor(now / DAY) * DAY - (days - 1) * DAY;

/** Returns the frame a preset says at this moment; it ends with the newest closed candle. */
export function specOfPreset({ spec, days }: Pick<FramePreset, 'spec' | 'days'>, now: EpochMs): FrameSpec {
  if (days === undefined) return spec;
  const { from: _from, until: _until, ...rest } = spec;
  return { ...rest, from: daysBack(days, now) };
}
