import type { CandleColumns } from '../../../shared/domain/candle.ts';

export const VALUES = ['open', 'high', 'low', 'close', 'volume'] as const;
export type ValueField = (typeof VALUES)[number];
export type CandleValues = Readonly<Record<ValueField, number>>;

/** Returns the values of row `i`, or null when there is none. */
export function valuesAt(candles: CandleColumns, i: number): CandleValues | null {
  if (i < 0 || i >= candles.openTime.length) return null;
  return {
    open: candles.open[i]!,
    high: candles.high[i]!,
    low: candles.low[i]!,
    close: candles.close[i]!,
    volume: candles.volume[i]!,
  };
}

/** Returns what finer candles make together: first open, highest high, lowest low, last close, sum of volumes. */
export function aggregateOf(finer: CandleColumns): CandleValues | null {
  const { length } = finer.openTime;
  if (length === 0) return null;
  const { open, high, low, close, volume } = finer;
  return {
    open: open[0]!,
    high: high.reduce((most, value) => Math.max(most, value)),
    low: low.reduce((least, value) => Math.min(least, value)),
    close: close[length - 1]!,
    volume: volume.reduce((sum, value) => sum + value, 0),
  };
}

/** Volumes are sums of thousands of decimals: closer than this share they are the same. */
const VOLUME_TOLERANCE = 1e-9;

/** Tells whether a value is another one: prices exactly, volumes but for the noise of adding up. */
export function differs(field: ValueField, a: number, b: number): boolean {
  if (field !== 'volume') return a !== b;
  return Math.abs(a - b) > VOLUME_TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/** Returns the fields in which two candles are not the same. */
export const differences = (a: CandleValues, b: CandleValues): readonly ValueField[] =>
  VALUES.filter((field) => differs(field, a[field], b[field]));

/** One replacement of a candle by another. */
export type Change = Readonly<{ from: CandleValues; to: CandleValues; fields: readonly ValueField[] }>;

/**
 * Returns what each revision changed, the newest first as they come: each old candle was replaced by the one that
 * came after it, and the newest by the present one.
 */
export function changesOf(present: CandleColumns, revisions: CandleColumns): readonly Change[] {
  return Array.from(revisions.openTime, (_, i) => {
    const from = valuesAt(revisions, i)!;
    const to = (i === 0 ? valuesAt(present, 0) : valuesAt(revisions, i - 1)) ?? from;
    return { from, to, fields: differences(from, to) };
  });
}
