import { allocateCandles, type CandleColumns } from '../../shared/domain/candle.ts';
import { durationOf, floorToGrid, type Timeframe } from '../../shared/domain/timeframe.ts';
import { whyNotDerivable } from './aggregate.ts';

/**
 * Returns for each base candle the coarser candle that is forming when it closes, made of the closed base candles of
 * its bucket only. The base candle that completes a bucket sees it whole. Values are NaN where a base candle of the
 * bucket is missing so far: half a candle would look like a whole one. Rows as many as base candles, `openTime` is the
 * bucket's. Throws RangeError for timeframes that do not divide.
 */
export function formingCandles(base: CandleColumns, from: Timeframe, to: Timeframe): CandleColumns {
  const problem = whyNotDerivable(from, to);
  if (problem !== null) throw new RangeError(problem);
  const step = durationOf(from);
  const { length } = base.openTime;
  const forming = allocateCandles(length);
  for (let i = 0; i < length; i += 1) {
    const time = base.openTime[i]!;
    const bucket = floorToGrid(to, time);
    forming.openTime[i] = bucket;
    if (time === bucket) begin(forming, base, i);
    else if (i > 0 && base.openTime[i - 1] === time - step) goOn(forming, base, i);
    else setNaN(forming, i);
  }
  return forming;
}

function begin(forming: CandleColumns, base: CandleColumns, i: number): void {
  for (const field of ['open', 'high', 'low', 'close', 'volume'] as const)
    forming[field][i] = base[field][i]!;
}

/** NaN of the row before stays NaN: a bucket with a hole is not known until it is over. */
function goOn(forming: CandleColumns, base: CandleColumns, i: number): void {
  forming.open[i] = forming.open[i - 1]!;
  forming.high[i] = Math.max(forming.high[i - 1]!, base.high[i]!);
  forming.low[i] = Math.min(forming.low[i - 1]!, base.low[i]!);
  forming.volume[i] = forming.volume[i - 1]! + base.volume[i]!;
  forming.close[i] = Number.isNaN(forming.open[i]!) ? Number.NaN : base.close[i]!;
}

function setNaN({ open, high, low, close, volume }: CandleColumns, i: number): void {
  for (const column of [open, high, low, close, volume]) column[i] = Number.NaN;
}
