import type { FeatureQuality } from '../../../shared/domain/feature.ts';
import type { IndicatorSpec } from '../../../shared/domain/frame.ts';
import { INDICATORS } from '../indicators/catalog.ts';
import { columnsOf, computeIndicator } from '../indicators/compute.ts';
import { type FeatureInput, featureKey } from './feature.ts';
import { FEATURES } from './features.ts';

/** The seeds' indicators, which are stored beside the features; rsi, macd_hist, atr and adx are features already. */
const SEED_INDICATORS: readonly IndicatorSpec[] = [
  { name: 'sma', params: [20] },
  { name: 'sma', params: [50] },
  { name: 'sma', params: [200] },
  { name: 'ema', params: [12] },
  { name: 'ema', params: [26] },
  { name: 'macd', params: [12, 26, 9] },
  { name: 'bb', params: [20, 2] },
];
const INDICATOR_VERSION = '1.0';

/**
 * A stored value is computed from so many candles at least before the first of its block: a mean that never forgets
 * (Wilder's, of 14 candles) holds less than 1e-30 of what came before by then.
 */
export const STORED_WARMUP = 1_000;
/**
 * Rows are computed in blocks that begin at fixed open times, so that a value is the same to the last bit whether
 * its row was made alone, when its candle closed, or in one go with a million others.
 */
export const STORED_BLOCK = 1_000;

/** One stored value of every row: its key, its lookback and how it is computed. */
type Column = Readonly<{ key: string; lookback: number; values: Float64Array | null }>;

const indicatorColumns = (input: FeatureInput, taken: ReadonlySet<string>): Column[] =>
  SEED_INDICATORS.flatMap((spec) => {
    const values = computeIndicator(spec, input.candles);
    const lookback = INDICATORS[spec.name].lookback(spec.params);
    return columnsOf(spec).flatMap((name, i) => {
      const key = featureKey({ name, version: INDICATOR_VERSION });
      return taken.has(key) ? [] : [{ key, lookback, values: values[i]! }];
    });
  });

/** Every stored value of a series: features first, then the seeds' indicators that are not features. */
function storedColumns(input: FeatureInput): Column[] {
  const features = FEATURES.map((feature) => ({
    key: featureKey(feature),
    lookback: feature.lookback,
    values: feature.compute === null ? null : feature.compute(input),
  }));
  return [...features, ...indicatorColumns(input, new Set(features.map(({ key }) => key)))];
}

/** For each row, the newest row up to it that is flawed, and the newest whose predecessor is missing; −1 for none. */
type Flaws = Readonly<{ candle: Int32Array; hole: Int32Array }>;

function flawsOf(openTime: Float64Array, doubtful: Uint8Array, step: number): Flaws {
  const candle = new Int32Array(openTime.length);
  const hole = new Int32Array(openTime.length);
  for (let i = 0; i < openTime.length; i += 1) {
    candle[i] = doubtful[i] === 1 ? i : i === 0 ? -1 : candle[i - 1]!;
    const isHole = i > 0 && openTime[i]! - openTime[i - 1]! !== step;
    hole[i] = isHole ? i : i === 0 ? -1 : hole[i - 1]!;
  }
  return { candle, hole };
}

/** Rules of the seeds' four qualities, the first that holds. */
function qualityOf({ lookback, values }: Column, row: number, flaws: Flaws): FeatureQuality {
  if (values === null) return 'missing';
  if (row + 1 < lookback) return 'warmup';
  if (Number.isNaN(values[row]!)) return 'missing';
  const oldest = row - lookback + 1;
  return flaws.candle[row]! >= oldest || flaws.hole[row]! > oldest ? 'degraded' : 'ready';
}

/** What the store keeps of one series: candles with whether each is doubted or another venue's, and what lies beside. */
export type StoredInput = FeatureInput & Readonly<{ doubtful: Uint8Array; step: number }>;

/**
 * Returns the features' JSON of the rows from `first` on, one per candle: `{"name@version": {value, quality}}` in
 * the order of the catalog. A value that is not known is null.
 */
export function featureRows(input: StoredInput, first: number): string[] {
  const { openTime } = input.candles;
  const columns = storedColumns(input);
  const flaws = flawsOf(openTime, input.doubtful, input.step);
  const heads = columns.map(({ key }, i) => `${i === 0 ? '{' : ','}"${key}":{"value":`);
  const rows: string[] = [];
  for (let row = first; row < openTime.length; row += 1) {
    let text = '';
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i]!;
      const value = column.values === null ? Number.NaN : column.values[row]!;
      const known = Number.isFinite(value) ? value : 'null';
      text += `${heads[i]}${known},"quality":"${qualityOf(column, row, flaws)}"}`;
    }
    rows.push(`${text}}`);
  }
  return rows;
}

/** Keys of a stored row, in its order. */
export const STORED_KEYS: readonly string[] = [
  ...new Set([
    ...FEATURES.map(featureKey),
    ...SEED_INDICATORS.flatMap(columnsOf).map((name) => featureKey({ name, version: INDICATOR_VERSION })),
  ]),
];
