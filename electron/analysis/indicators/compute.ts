import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { IndicatorSpec } from '../../../shared/domain/frame.ts';
import { INDICATORS } from './catalog.ts';
import type { Stream } from './stream.ts';

/** Returns the names of the columns that `computeIndicator` gives, in their order. */
export const columnsOf = ({ name, params }: IndicatorSpec): readonly string[] =>
  INDICATORS[name].columns(params);

/**
 * Computes an indicator over closed candles, oldest first. Returns one column per name of `columnsOf`, each as long as
 * the candles; NaN where there is no value yet. The value in row i knows the rows up to i and nothing after them.
 * `stream` goes on from candles before these; anew, unless given.
 */
export function computeIndicator(
  spec: IndicatorSpec,
  candles: CandleColumns,
  stream: Stream = INDICATORS[spec.name].start(spec.params),
): Float64Array[] {
  const { length } = candles.openTime;
  const columns = columnsOf(spec).map(() => new Float64Array(length));
  const out = new Float64Array(columns.length);
  const bar = { openTime: 0, open: 0, high: 0, low: 0, close: 0, volume: 0 };
  for (let i = 0; i < length; i += 1) {
    bar.openTime = candles.openTime[i]!;
    bar.open = candles.open[i]!;
    bar.high = candles.high[i]!;
    bar.low = candles.low[i]!;
    bar.close = candles.close[i]!;
    bar.volume = candles.volume[i]!;
    stream.next(bar, out);
    for (let k = 0; k < columns.length; k += 1) columns[k]![i] = out[k]!;
  }
  return columns;
}
